# SPDX-FileCopyrightText: The Postern developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A wire between a client and the control port of a posternd that loses answers.

It knows the server's key, so it reads what travels: a chosen method is carried out by the server, and its answer never
arrives. Used where a lost answer has to be lost at exactly that point.
"""
import contextlib
import json
import socket
import ssl
import threading


class LossyWire(threading.Thread):
    """Loses the first `losses` answers to `method`, each with its connection; `requests` are those that reached the server."""

    def __init__(self, server, method, losses=1):
        super().__init__(daemon=True)
        self.method = method
        self.losses = losses
        self.requests = []
        self.target = (server.control, server.ports["control"])
        self.inside = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.inside.load_cert_chain(server.data / "server.crt", server.data / "server.key")
        self.outside = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self.outside.check_hostname = False
        self.outside.verify_mode = ssl.CERT_NONE
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = "127.0.0.1:%d" % self.listener.getsockname()[1]
        self.start()

    def run(self):
        while True:
            try:
                connection = self.listener.accept()[0]
            except OSError:
                return  # closed
            # Ends with its connection, of which the client has one at a time.
            with contextlib.suppress(OSError), connection:
                connection.settimeout(120)
                with self.inside.wrap_socket(connection, server_side=True) as client, \
                        socket.create_connection(self.target, 60) as other, \
                        self.outside.wrap_socket(other) as server:
                    self.carry(client.makefile("rwb"), server.makefile("rwb"))

    def carry(self, client, server):
        for line in client:
            request = json.loads(line)
            server.write(line)
            server.flush()
            answer = self.answer_to(request, client, server)
            if request["method"] == self.method:
                self.requests.append(request["params"])
                if self.losses > 0:
                    self.losses -= 1
                    return
            client.write(answer)
            client.flush()

    @staticmethod
    def answer_to(request, client, server):
        """What comes before it goes on to the client."""
        for line in server:
            if json.loads(line).get("id") == request["id"]:
                return line
            client.write(line)
        raise OSError("the server closed the connection")

    def close(self):
        # Wakes accept(), which close() alone does not.
        with contextlib.suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        self.join(120)
