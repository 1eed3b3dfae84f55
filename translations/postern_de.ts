<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>AcceptedDomain</name>
    <message>
        <source>The domain is missing. Write a name such as example.com.</source>
        <translation>Die Domain fehlt. Gebraucht wird ein Name wie example.com.</translation>
    </message>
    <message>
        <source>%1 is a mail address. Write the part after the @ alone.</source>
        <translation>%1 ist eine Mailadresse. Gebraucht wird nur der Teil nach dem @.</translation>
    </message>
    <message>
        <source>%1 is an address or a link, not a domain. Write a name such as example.com.</source>
        <translation>%1 ist eine Adresse oder ein Link, keine Domain. Gebraucht wird ein Name wie example.com.</translation>
    </message>
    <message>
        <source>%1 has a star. A domain stands for exactly its name; write each name that is meant.</source>
        <translation>%1 enthält einen Stern. Eine Domain steht genau für ihren Namen; jeder gemeinte Name wird einzeln eingetragen.</translation>
    </message>
    <message>
        <source>%1 is not a domain name. A name is made of letters, digits and hyphens in parts of 1 to 63 characters with dots between them, as in mail.example.com.</source>
        <translation>%1 ist kein Domainname. Ein Name besteht aus Buchstaben, Ziffern und Bindestrichen in Teilen von 1 bis 63 Zeichen mit Punkten dazwischen, wie in mail.example.com.</translation>
    </message>
    <message>
        <source>%1 ends in a number, which no domain does. Write a name such as example.com.</source>
        <translation>%1 endet mit einer Zahl, was keine Domain tut. Gebraucht wird ein Name wie example.com.</translation>
    </message>
    <message>
        <source>The domain has %1 characters; a name has at most %2.</source>
        <translation>Die Domain hat %1 Zeichen; ein Name hat höchstens %2.</translation>
    </message>
    <message>
        <source>The domain has %1 characters as it is sent; a name has at most %2.</source>
        <translation>Die Domain hat in der Form, in der sie gesendet wird, %1 Zeichen; ein Name hat höchstens %2.</translation>
    </message>
    <message>
        <source>&quot;default&quot; is what routes call every domain without a route of its own. Write the whole name of the domain, such as default.example.com.</source>
        <translation>„default“ heißt in den Routen jede Domain ohne eigene Route. Gebraucht wird der ganze Name der Domain, etwa default.example.com.</translation>
    </message>
</context>
<context>
    <name>Accounts</name>
    <message>
        <source>The name has %1 characters; at most %2 are allowed.</source>
        <translation>Der Name hat %1 Zeichen; höchstens %2 sind erlaubt.</translation>
    </message>
    <message>
        <source>A blank or hidden character</source>
        <translation>Ein Leerzeichen oder unsichtbares Zeichen</translation>
    </message>
    <message>
        <source>The password has %1 characters; it needs at least %2.</source>
        <translation>Das Passwort hat %1 Zeichen; es braucht mindestens %2.</translation>
    </message>
    <message>
        <source>The password is too long; at most %1 bytes are allowed.</source>
        <translation>Das Passwort ist zu lang; höchstens %1 Bytes sind erlaubt.</translation>
    </message>
    <message>
        <source>The password contains a control character, such as a tab or a line break, which many programs cannot send. Leave it out.</source>
        <translation>Das Passwort enthält ein Steuerzeichen, etwa einen Tabulator oder Zeilenumbruch, das viele Programme nicht senden können. Bitte weglassen.</translation>
    </message>
    <message>
        <source>The name is missing. Write one such as printer-2.</source>
        <translation>Der Name fehlt. Gebraucht wird einer wie drucker-2.</translation>
    </message>
    <message>
        <source>%1 cannot stand in a name. A name is made of the letters a to z, digits and the signs . - _ @ and +, as in printer-2@example.com.</source>
        <translation>%1 kann nicht in einem Namen stehen. Ein Name besteht aus den Buchstaben a bis z, Ziffern und den Zeichen . - _ @ und +, wie in drucker-2@example.com.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is what the audit trail calls the server&apos;s own side; choose another name.</source>
        <translation>„%1“ nennt das Protokoll der Änderungen den Server selbst; bitte einen anderen Namen wählen.</translation>
    </message>
</context>
<context>
    <name>AddressRange</name>
    <message>
        <source>Write %1.</source>
        <translation>Richtig wäre %1.</translation>
    </message>
    <message>
        <source>Write %1 or %2.</source>
        <translation>Richtig wäre %1 oder %2.</translation>
    </message>
    <message>
        <source>%1 names a network interface after the percent sign, which means something on one machine only.</source>
        <translation>%1 nennt nach dem Prozentzeichen eine Netzwerkschnittstelle; das bedeutet nur auf einer einzigen Maschine etwas.</translation>
    </message>
    <message>
        <source>An IP address is missing here.</source>
        <translation>Hier fehlt eine IP-Adresse.</translation>
    </message>
    <message>
        <source>There are blanks before or after the address.</source>
        <translation>Vor oder nach der Adresse stehen Leerzeichen.</translation>
    </message>
    <message>
        <source>The address is missing. It can be one address (192.0.2.10), a block (192.0.2.0/24) or a range (192.0.2.20-192.0.2.35).</source>
        <translation>Die Adresse fehlt. Möglich sind eine Adresse (192.0.2.10), ein Block (192.0.2.0/24) oder ein Bereich (192.0.2.20-192.0.2.35).</translation>
    </message>
    <message>
        <source>That is %1 characters long; an address or range has at most 79. An entry holds one address, block or range.</source>
        <translation>Das sind %1 Zeichen; eine Adresse oder ein Bereich hat höchstens 79. Ein Eintrag enthält eine Adresse, einen Block oder einen Bereich.</translation>
    </message>
    <message>
        <source>%1 contains a character that cannot be seen.</source>
        <translation>%1 enthält ein unsichtbares Zeichen.</translation>
    </message>
    <message>
        <source>%1 in %2 looks like a part of an address but is another character.</source>
        <translation>%1 in %2 sieht aus wie ein Teil einer Adresse, ist aber ein anderes Zeichen.</translation>
    </message>
    <message>
        <source>%1 is a link. Only the IP address is needed here.</source>
        <translation>%1 ist ein Link. Hier wird nur die IP-Adresse gebraucht.</translation>
    </message>
    <message>
        <source>%1 has blanks inside.</source>
        <translation>%1 enthält Leerzeichen.</translation>
    </message>
    <message>
        <source>%1 goes on after the address; words about it belong in the description.</source>
        <translation>%1 geht nach der Adresse weiter; Worte dazu gehören in die Beschreibung.</translation>
    </message>
    <message>
        <source>Between an address and its mask stands a slash.</source>
        <translation>Zwischen einer Adresse und ihrer Maske steht ein Schrägstrich.</translation>
    </message>
    <message>
        <source>%1 names %2 addresses or ranges; an entry holds one. Make an entry for each of them.</source>
        <translation>%1 nennt %2 Adressen oder Bereiche; ein Eintrag enthält nur eine davon. Für jede einen eigenen Eintrag anlegen.</translation>
    </message>
    <message>
        <source>%1 has brackets around more than an address.</source>
        <translation>%1 hat Klammern um mehr als eine Adresse.</translation>
    </message>
    <message>
        <source>%1 has more than one slash; a block is an address and one prefix length.</source>
        <translation>%1 hat mehr als einen Schrägstrich; ein Block besteht aus einer Adresse und einer Präfixlänge.</translation>
    </message>
    <message>
        <source>The address before the slash is missing in %1.</source>
        <translation>In %1 fehlt die Adresse vor dem Schrägstrich.</translation>
    </message>
    <message>
        <source>The prefix length after the slash is missing; without a slash it is the one address.</source>
        <translation>Die Präfixlänge nach dem Schrägstrich fehlt; ohne Schrägstrich ist es die eine Adresse.</translation>
    </message>
    <message>
        <source>%1 after the slash is not a prefix length; that is a plain number such as 24.</source>
        <translation>%1 nach dem Schrägstrich ist keine Präfixlänge; das ist eine einfache Zahl wie 24.</translation>
    </message>
    <message>
        <source>The prefix length %1 has a leading zero.</source>
        <translation>Die Präfixlänge %1 hat eine führende Null.</translation>
    </message>
    <message>
        <source>%1 is a mask; an IPv6 block is written with a prefix length such as /64.</source>
        <translation>%1 ist eine Maske; ein IPv6-Block wird mit einer Präfixlänge wie /64 geschrieben.</translation>
    </message>
    <message>
        <source>%1 after the slash is neither a prefix length (24) nor a mask (255.255.255.0).</source>
        <translation>%1 nach dem Schrägstrich ist weder eine Präfixlänge (24) noch eine Maske (255.255.255.0).</translation>
    </message>
    <message>
        <source>%1 is a mask turned round, with the host part in ones.</source>
        <translation>%1 ist eine umgekehrte Maske mit Einsen im Geräteteil.</translation>
    </message>
    <message>
        <source>%1 is no mask of one block: its ones must stand together at the front, as in 255.255.240.0.</source>
        <translation>%1 ist keine Maske eines Blocks: ihre Einsen müssen vorn zusammenstehen, wie in 255.255.240.0.</translation>
    </message>
    <message>
        <source>In %1 the prefix length counts the IPv4 part alone, but the address is written as IPv6.</source>
        <translation>In %1 zählt die Präfixlänge nur den IPv4-Teil, die Adresse ist aber als IPv6 geschrieben.</translation>
    </message>
    <message>
        <source>The prefix length %1 is too long for IPv4, where it is 0 to 32; without a slash it is the one address.</source>
        <translation>Die Präfixlänge %1 ist zu lang für IPv4, dort geht sie von 0 bis 32; ohne Schrägstrich ist es die eine Adresse.</translation>
    </message>
    <message>
        <source>The prefix length %1 is too long for IPv6, where it is 0 to 128; without a slash it is the one address.</source>
        <translation>Die Präfixlänge %1 ist zu lang für IPv6, dort geht sie von 0 bis 128; ohne Schrägstrich ist es die eine Adresse.</translation>
    </message>
    <message>
        <source>%1 would be every address there is.</source>
        <translation>%1 wäre jede Adresse, die es gibt.</translation>
    </message>
    <message>
        <source>%1 mixes a range and a prefix length; a range goes from one address to another.</source>
        <translation>%1 mischt Bereich und Präfixlänge; ein Bereich geht von einer Adresse bis zu einer anderen.</translation>
    </message>
    <message>
        <source>%1 has more than one dash; a range goes from one address to one other.</source>
        <translation>%1 hat mehr als einen Bindestrich; ein Bereich geht von einer Adresse bis zu einer anderen.</translation>
    </message>
    <message>
        <source>%1 is open at one end; a range has an address on both sides of the dash.</source>
        <translation>%1 ist an einem Ende offen; ein Bereich hat auf beiden Seiten des Bindestrichs eine Adresse.</translation>
    </message>
    <message>
        <source>%1 ends before it begins.</source>
        <translation>%1 endet, bevor es beginnt.</translation>
    </message>
    <message>
        <source>%1 begins with IPv4 and ends with IPv6 or the other way round; make one entry for each of the two.</source>
        <translation>%1 beginnt mit IPv4 und endet mit IPv6 oder umgekehrt; für beide je einen Eintrag anlegen.</translation>
    </message>
    <message>
        <source>The end of a range is written in full, as its beginning is.</source>
        <translation>Das Ende eines Bereichs wird vollständig geschrieben, so wie sein Anfang.</translation>
    </message>
    <message>
        <source>%1 uses a star for a part of the address; a range is written with its prefix length.</source>
        <translation>%1 steht mit Stern für einen Teil der Adresse; ein Bereich wird mit seiner Präfixlänge geschrieben.</translation>
    </message>
    <message>
        <source>%1 goes on after the address %2.</source>
        <translation>%1 geht nach der Adresse %2 weiter.</translation>
    </message>
    <message>
        <source>%1 is a mail address. The IP address of the machine that sends is needed here.</source>
        <translation>%1 ist eine Mailadresse. Hier wird die IP-Adresse der Maschine gebraucht, die sendet.</translation>
    </message>
    <message>
        <source>%1 is a hardware (MAC) address. The IP address of the device is needed here.</source>
        <translation>%1 ist eine Hardwareadresse (MAC). Hier wird die IP-Adresse des Geräts gebraucht.</translation>
    </message>
    <message>
        <source>%1 is a name, not an address.</source>
        <translation>%1 ist ein Name, keine Adresse.</translation>
    </message>
    <message>
        <source>%1 is a name, not an address. Look up its IP address and write that.</source>
        <translation>%1 ist ein Name, keine Adresse. Gebraucht wird seine IP-Adresse.</translation>
    </message>
    <message>
        <source>%1 is not an IP address. An address looks like 192.0.2.10 or 2001:db8::10.</source>
        <translation>%1 ist keine IP-Adresse. Eine Adresse sieht aus wie 192.0.2.10 oder 2001:db8::10.</translation>
    </message>
    <message>
        <source>%1 has a dot without a number on both sides of it; an IPv4 address has four numbers and three dots.</source>
        <translation>%1 hat einen Punkt, neben dem nicht auf beiden Seiten eine Zahl steht; eine IPv4-Adresse hat vier Zahlen und drei Punkte.</translation>
    </message>
    <message>
        <source>%1 has %2 numbers; an IPv4 address has four.</source>
        <translation>%1 hat %2 Zahlen; eine IPv4-Adresse hat vier.</translation>
    </message>
    <message>
        <source>%1 has a hexadecimal number; an IPv4 address is written as four decimal numbers.</source>
        <translation>%1 enthält eine Hexadezimalzahl; eine IPv4-Adresse wird mit vier Dezimalzahlen geschrieben.</translation>
    </message>
    <message>
        <source>%1 has a number with a leading zero, which some programs read as decimal and others as octal.</source>
        <translation>%1 enthält eine Zahl mit führender Null; manche Programme lesen sie dezimal, andere oktal.</translation>
    </message>
    <message>
        <source>%1 is one number; an IPv4 address is four numbers of 0 to 255 with dots between them.</source>
        <translation>%1 ist eine einzelne Zahl; eine IPv4-Adresse besteht aus vier Zahlen von 0 bis 255 mit Punkten dazwischen.</translation>
    </message>
    <message>
        <source>%1 is an address written as one number; it is written as four numbers with dots between them.</source>
        <translation>%1 ist eine Adresse als eine einzige Zahl; sie wird mit vier Zahlen und Punkten dazwischen geschrieben.</translation>
    </message>
    <message>
        <source>%1 has fewer than four numbers and could mean a network or one address.</source>
        <translation>%1 hat weniger als vier Zahlen und könnte ein Netz oder eine Adresse bedeuten.</translation>
    </message>
    <message>
        <source>%1 is too large in %2; each of the four numbers of an IPv4 address is 0 to 255.</source>
        <translation>%1 ist in %2 zu groß; jede der vier Zahlen einer IPv4-Adresse geht von 0 bis 255.</translation>
    </message>
    <message>
        <source>%1 ends with a port number; an entry holds for the whole address.</source>
        <translation>%1 endet mit einer Portnummer; ein Eintrag gilt für die ganze Adresse.</translation>
    </message>
    <message>
        <source>%1 has brackets that do not enclose the address.</source>
        <translation>%1 hat Klammern, die nicht die Adresse umschließen.</translation>
    </message>
    <message>
        <source>%1 has brackets that are not needed here.</source>
        <translation>%1 hat Klammern, die hier nicht gebraucht werden.</translation>
    </message>
    <message>
        <source>%1 is not an IPv6 address: %2 does not belong in one. Its groups are written with 0 to 9 and a to f.</source>
        <translation>%1 ist keine IPv6-Adresse: %2 gehört nicht hinein. Ihre Gruppen werden mit 0 bis 9 und a bis f geschrieben.</translation>
    </message>
    <message>
        <source>%2 in %1 is too long; a group of an IPv6 address has at most four digits.</source>
        <translation>%2 in %1 ist zu lang; eine Gruppe einer IPv6-Adresse hat höchstens vier Stellen.</translation>
    </message>
    <message>
        <source>%1 has three colons in a row; two stand for the groups of zeros that are left out.</source>
        <translation>%1 hat drei Doppelpunkte hintereinander; zwei stehen für die weggelassenen Nullgruppen.</translation>
    </message>
    <message>
        <source>%1 has &quot;::&quot; twice, so it is open how many groups of zeros each stands for. Write one of them out.</source>
        <translation>%1 enthält zweimal „::“, so bleibt offen, für wie viele Nullgruppen jedes steht. Eines davon ausschreiben.</translation>
    </message>
    <message>
        <source>%1 begins or ends with a single colon.</source>
        <translation>%1 beginnt oder endet mit einem einzelnen Doppelpunkt.</translation>
    </message>
    <message>
        <source>%1 has too many groups; an IPv6 address has eight, fewer with &quot;::&quot;.</source>
        <translation>%1 hat zu viele Gruppen; eine IPv6-Adresse hat acht, mit „::“ weniger.</translation>
    </message>
    <message>
        <source>%1 has fewer than eight groups; &quot;::&quot; marks the place where groups of zeros are left out.</source>
        <translation>%1 hat weniger als acht Gruppen; „::“ steht an der Stelle, wo Nullgruppen weggelassen sind.</translation>
    </message>
    <message>
        <source>No client sends from %1, which stands for a machine that has no address yet. Write the address that the client has.</source>
        <translation>Von %1 sendet kein Client; das steht für eine Maschine, die noch keine Adresse hat. Gebraucht wird die Adresse, die der Client hat.</translation>
    </message>
    <message>
        <source>No client sends from %1, which means all machines of a network at once. Write the address that the client has.</source>
        <translation>Von %1 sendet kein Client; das meint alle Maschinen eines Netzes zugleich. Gebraucht wird die Adresse, die der Client hat.</translation>
    </message>
    <message>
        <source>No client sends from %1: the addresses of %2 are for multicast and stand for groups of listeners. Write the address that the client has.</source>
        <translation>Von %1 sendet kein Client: Die Adressen von %2 sind für Multicast und stehen für Gruppen von Empfängern. Gebraucht wird die Adresse, die der Client hat.</translation>
    </message>
    <message>
        <source>%1 reaches into %2, whose addresses are for multicast; no client sends from there.</source>
        <translation>%1 reicht in %2 hinein, dessen Adressen für Multicast sind; von dort sendet kein Client.</translation>
    </message>
    <message>
        <source>%1 has host bits set.</source>
        <translation>In %1 sind Bits hinter der Präfixlänge gesetzt.</translation>
    </message>
    <message>
        <source>Use %1 for the whole network or %2 for this one machine.</source>
        <translation>Nehmen Sie %1 für das ganze Netz oder %2 für diesen einen Rechner.</translation>
    </message>
</context>
<context>
    <name>ChangedText</name>
    <message>
        <source>at setup</source>
        <translation>bei der Einrichtung</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>ConsoleOptions</name>
    <message>
        <source>Console of the Postern mail relay.</source>
        <translation>Konsole des Mail-Relays Postern.</translation>
    </message>
    <message>
        <source>Shows this text.</source>
        <translation>Zeigt diesen Text.</translation>
    </message>
    <message>
        <source>Shows the version.</source>
        <translation>Zeigt die Version.</translation>
    </message>
    <message>
        <source>Pairs with the link in FILE; - reads standard input.</source>
        <translation>Koppelt mit dem Link in FILE; - liest die Standardeingabe.</translation>
    </message>
    <message>
        <source>Keeps the saved servers in FILE.</source>
        <translation>Legt die gespeicherten Server in FILE ab.</translation>
    </message>
    <message>
        <source>Speaks LANGUAGE (de or en), not the system&apos;s.</source>
        <translation>Spricht LANGUAGE (de oder en), nicht die Sprache des Systems.</translation>
    </message>
    <message>
        <source>A postern:// link; asks before it connects.</source>
        <translation>Ein postern://-Link; vor dem Verbinden wird gefragt.</translation>
    </message>
    <message>
        <source>One link at most is taken.</source>
        <translation>Höchstens ein Link wird genommen.</translation>
    </message>
    <message>
        <source>%1 is no pairing link; one begins with postern://.</source>
        <translation>%1 ist kein Kopplungslink; ein solcher beginnt mit postern://.</translation>
    </message>
    <message>
        <source>light, dark, light-contrast or dark-contrast, whatever the desktop says.</source>
        <translation>light, dark, light-contrast oder dark-contrast, was auch der Desktop sagt.</translation>
    </message>
    <message>
        <source>--color-scheme takes light, dark, light-contrast or dark-contrast, not %1.</source>
        <translation>--color-scheme nimmt light, dark, light-contrast oder dark-contrast, nicht %1.</translation>
    </message>
</context>
<context>
    <name>Effect</name>
    <message>
        <source>%1 and %2</source>
        <translation>%1 und %2</translation>
    </message>
    <message>
        <source>%1 will no longer send without a login</source>
        <translation>%1 sendet nicht mehr ohne Anmeldung</translation>
    </message>
    <message>
        <source>%1 will send without a login</source>
        <translation>%1 sendet dann ohne Anmeldung</translation>
    </message>
    <message>
        <source>%1 gains %2 and loses %3</source>
        <translation>%1 gewinnt %2 und verliert %3</translation>
    </message>
    <message>
        <source>%1 loses %2</source>
        <translation>%1 verliert %2</translation>
    </message>
    <message>
        <source>%1 gains %2</source>
        <translation>%1 gewinnt %2</translation>
    </message>
    <message>
        <source>Nothing changes for %1</source>
        <translation>Für %1 ändert sich nichts</translation>
    </message>
    <message>
        <source>It loses %1.</source>
        <translation>Verloren geht %1.</translation>
    </message>
    <message>
        <source>It gains %1.</source>
        <translation>Hinzu kommt %1.</translation>
    </message>
    <message>
        <source>Nothing changes for %1: this entry replaces %2 for it and has the same services.</source>
        <translation>Für %1 ändert sich nichts: dieser Eintrag tritt dort an die Stelle von %2 und hat dieselben Dienste.</translation>
    </message>
    <message>
        <source>%1: this entry replaces %2 for it.</source>
        <translation>%1: dieser Eintrag tritt dort an die Stelle von %2.</translation>
    </message>
    <message>
        <source>After this, %1 falls under %2 and may no longer send without a login.</source>
        <translation>Danach fällt %1 unter %2 und darf nicht mehr ohne Anmeldung senden.</translation>
    </message>
    <message>
        <source>After this, %1 falls under %2 and may then send without a login.</source>
        <translation>Danach fällt %1 unter %2 und darf dann ohne Anmeldung senden.</translation>
    </message>
    <message>
        <source>After this, %1 falls under %2 and may still send without a login.</source>
        <translation>Danach fällt %1 unter %2 und darf weiter ohne Anmeldung senden.</translation>
    </message>
    <message>
        <source>After this, %1 falls under %2.</source>
        <translation>Danach fällt %1 unter %2.</translation>
    </message>
    <message>
        <source>After this, no entry decides for %1: it will no longer send without a login.</source>
        <translation>Danach entscheidet kein Eintrag für %1: ohne Anmeldung wird von dort nicht mehr gesendet.</translation>
    </message>
    <message>
        <source>After this, no entry decides for %1: it loses %2.</source>
        <translation>Danach entscheidet kein Eintrag für %1: verloren geht %2.</translation>
    </message>
    <message>
        <source>After this, no entry decides for %1, as before.</source>
        <translation>Danach entscheidet kein Eintrag für %1, wie bisher.</translation>
    </message>
    <message>
        <source>%1 lies inside and keeps its own entry: nothing changes there.</source>
        <translation>%1 liegt darin und behält den eigenen Eintrag: dort ändert sich nichts.</translation>
    </message>
</context>
<context>
    <name>Fingerprint</name>
    <message>
        <source>A fingerprint is 64 hexadecimal digits, as &quot;posternctl status&quot; shows it on the server.</source>
        <translation>Ein Fingerabdruck hat 64 hexadezimale Ziffern, wie „posternctl status“ sie auf dem Server zeigt.</translation>
    </message>
</context>
<context>
    <name>FingerprintTail</name>
    <message>
        <source>Last 8 digits, as posternctl status on the server shows them</source>
        <translation>Letzte 8 Ziffern, wie posternctl status sie auf dem Server zeigt</translation>
    </message>
    <message>
        <source>If these digits are right, this is not your server.</source>
        <translation>Stimmen diese Ziffern, ist es nicht der richtige Server.</translation>
    </message>
</context>
<context>
    <name>LinkFile</name>
    <message>
        <source>The file with the pairing link, %1, cannot be read: %2</source>
        <translation>Die Datei mit dem Kopplungslink, %1, kann nicht gelesen werden: %2</translation>
    </message>
    <message>
        <source>Standard input holds no pairing link.</source>
        <translation>Die Standardeingabe enthält keinen Kopplungslink.</translation>
    </message>
    <message>
        <source>The file %1 holds no pairing link.</source>
        <translation>Die Datei %1 enthält keinen Kopplungslink.</translation>
    </message>
</context>
<context>
    <name>LoginAnswer</name>
    <message>
        <source>The name or the password is not right.</source>
        <translation>Name oder Passwort stimmt nicht.</translation>
    </message>
    <message>
        <source>Too many wrong passwords came from here. Try again after %1.</source>
        <translation>Von hier kamen zu viele falsche Passwörter. Der nächste Versuch geht ab %1.</translation>
    </message>
</context>
<context>
    <name>PairingLink</name>
    <message>
        <source>Paste the link that &quot;posternctl pair&quot; printed on the server.</source>
        <translation>Hier den Link einfügen, den „posternctl pair“ auf dem Server ausgegeben hat.</translation>
    </message>
    <message>
        <source>A pairing link begins with postern://; &quot;posternctl pair&quot; prints it on the server.</source>
        <translation>Ein Kopplungslink beginnt mit postern://; „posternctl pair“ gibt ihn auf dem Server aus.</translation>
    </message>
    <message>
        <source>This is too long for a pairing link; copy the link alone.</source>
        <translation>Das ist zu lang für einen Kopplungslink; nur den Link allein kopieren.</translation>
    </message>
    <message>
        <source>This is not a pairing link as it was printed; copy the whole line again.</source>
        <translation>Das ist kein Kopplungslink, wie er ausgegeben wurde; die ganze Zeile noch einmal kopieren.</translation>
    </message>
    <message>
        <source>The link names no server: after postern:// the host is missing.</source>
        <translation>Der Link nennt keinen Server: nach postern:// fehlt der Hostname.</translation>
    </message>
    <message>
        <source>The link&apos;s port is 0; the control port is 2600 if nothing else was configured.</source>
        <translation>Der Port des Links ist 0; der Steuerport ist 2600, wenn nichts anderes eingestellt wurde.</translation>
    </message>
    <message>
        <source>The link&apos;s fingerprint is missing (#sha256=...); copy the whole line.</source>
        <translation>Der Fingerabdruck fehlt (#sha256=...): ganze Zeile kopieren.</translation>
    </message>
    <message>
        <source>The link&apos;s fingerprint is not 64 hexadecimal digits; copy the whole line.</source>
        <translation>Der Fingerabdruck des Links hat nicht 64 hexadezimale Ziffern; die ganze Zeile kopieren.</translation>
    </message>
    <message>
        <source>The link&apos;s one-time code is missing (code=...); copy the whole line.</source>
        <translation>Der Einmalcode fehlt (code=...): ganze Zeile kopieren.</translation>
    </message>
    <message>
        <source>The link&apos;s one-time code has characters that no code has; copy the line again.</source>
        <translation>Der Einmalcode des Links enthält Zeichen, die kein Code hat; die Zeile noch einmal kopieren.</translation>
    </message>
</context>
<context>
    <name>ProfileStore</name>
    <message>
        <source>The list of saved servers, %1, is damaged. Move it away to start with an empty one.</source>
        <translation>Die Liste der gespeicherten Server, %1, ist beschädigt. Wird sie beiseitegelegt, beginnt eine leere.</translation>
    </message>
    <message>
        <source>The list of saved servers, %1, cannot be read: %2</source>
        <translation>Die Liste der gespeicherten Server, %1, kann nicht gelesen werden: %2</translation>
    </message>
    <message>
        <source>The list of saved servers, %1, cannot be written: %2</source>
        <translation>Die Liste der gespeicherten Server, %1, kann nicht geschrieben werden: %2</translation>
    </message>
</context>
<context>
    <name>QueueState</name>
    <message>
        <source>within a minute</source>
        <translation>binnen einer Minute</translation>
    </message>
    <message>
        <source>in %1 min</source>
        <translation>in %1 min</translation>
    </message>
    <message>
        <source>in %1 h</source>
        <translation>in %1 h</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>In der Queue</translation>
    </message>
    <message>
        <source>Deferred, next try %1</source>
        <translation>Zurückgestellt, wieder %1</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Zugestellt</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Endgültig abgelehnt</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Entfernt</translation>
    </message>
    <message>
        <source>%L1 of %L2: %3</source>
        <translation>%L1 von %L2: %3</translation>
    </message>
</context>
<context>
    <name>RangeWords</name>
    <message>
        <source>1 address</source>
        <translation>1 Adresse</translation>
    </message>
    <message>
        <source>%1 addresses, %2 to %3</source>
        <translation>%1 Adressen, %2 bis %3</translation>
    </message>
    <message>
        <source>This is every address there is. List the networks you know instead.</source>
        <translation>Das ist jede Adresse, die es gibt. Stattdessen die bekannten Netze eintragen.</translation>
    </message>
    <message>
        <source>%1 public addresses are too many to send without a login. Use a narrower range, or turn off SMTP Auth Bypass.</source>
        <translation>%1 öffentliche Adressen sind zu viele, um ohne Anmeldung zu senden. Einen engeren Bereich nehmen oder SMTP Auth Bypass ausschalten.</translation>
    </message>
    <message>
        <source>Wide: %1</source>
        <translation>Groß: %1</translation>
    </message>
    <message>
        <source>Very wide: %1</source>
        <translation>Sehr groß: %1</translation>
    </message>
</context>
<context>
    <name>RelativeTime</name>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation>vor %1 min</translation>
    </message>
    <message>
        <source>%1 h ago</source>
        <translation>vor %1 h</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>gestern</translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation>d. MMM</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation>d. MMM yyyy</translation>
    </message>
</context>
<context>
    <name>Role</name>
    <message>
        <source>Auditor</source>
        <translation>Prüfer</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Operator</translation>
    </message>
    <message>
        <source>System Administrator</source>
        <translation>Systemadministrator</translation>
    </message>
</context>
<context>
    <name>Route</name>
    <message>
        <source>%1 is not the full path of a folder. Write it from the root on, as in maildir:/var/mail/postern.</source>
        <translation>%1 ist nicht der volle Pfad eines Ordners. Er beginnt an der Wurzel, wie in maildir:/var/mail/postern.</translation>
    </message>
    <message>
        <source>%1 is not a port. A port is a number of 1 to 65535, as in smtp://relay.example.com:25.</source>
        <translation>%1 ist kein Port. Ein Port ist eine Zahl von 1 bis 65535, wie in smtp://relay.example.com:25.</translation>
    </message>
    <message>
        <source>An IPv6 address stands in brackets: smtp://[%1]:25.</source>
        <translation>Eine IPv6-Adresse steht in Klammern: smtp://[%1]:25.</translation>
    </message>
    <message>
        <source>The path has %1 characters; at most %2 fit.</source>
        <translation>Der Pfad hat %1 Zeichen; höchstens %2 passen.</translation>
    </message>
    <message>
        <source>%1 goes by way of . or .. to its folder. Write the folder&apos;s own path, as in maildir:/var/mail/postern.</source>
        <translation>%1 geht über . oder .. zu seinem Ordner. Gebraucht wird der Pfad des Ordners selbst, wie in maildir:/var/mail/postern.</translation>
    </message>
    <message>
        <source>%1 is not an IP address. Write a name or one address, as in smtp://192.0.2.7:25 or smtp://[2001:db8::7]:25.</source>
        <translation>%1 ist keine IP-Adresse. Gebraucht wird ein Name oder eine Adresse, wie in smtp://192.0.2.7:25 oder smtp://[2001:db8::7]:25.</translation>
    </message>
    <message>
        <source>The host is missing. Write it as in smtp://relay.example.com:25.</source>
        <translation>Der Host fehlt. Er steht wie in smtp://relay.example.com:25.</translation>
    </message>
    <message>
        <source>%1 stands right behind the bracket. Between host and port stands a colon, as in smtp://[2001:db8::7]:25.</source>
        <translation>%1 steht direkt hinter der Klammer. Zwischen Host und Port steht ein Doppelpunkt, wie in smtp://[2001:db8::7]:25.</translation>
    </message>
    <message>
        <source>The login stands beside the route, not in it: name the user and the password apart.</source>
        <translation>Die Anmeldung steht neben der Route, nicht in ihr: Benutzer und Kennwort gesondert angeben.</translation>
    </message>
    <message>
        <source>The route is missing. Write smtp://HOST:PORT, smtps://HOST:PORT or maildir:/PATH.</source>
        <translation>Die Route fehlt. Richtig ist smtp://HOST:PORT, smtps://HOST:PORT oder maildir:/PFAD.</translation>
    </message>
    <message>
        <source>%1 is not a route. Write smtp://HOST:PORT, smtps://HOST:PORT or maildir:/PATH.</source>
        <translation>%1 ist keine Route. Richtig ist smtp://HOST:PORT, smtps://HOST:PORT oder maildir:/PFAD.</translation>
    </message>
    <message>
        <source>A mailbox on the server takes no login and has no certificate.</source>
        <translation>Ein Postfach auf dem Server kennt keine Anmeldung und hat kein Zertifikat.</translation>
    </message>
    <message>
        <source>The fingerprint is the SHA-256 of the public key: 64 digits of 0 to 9 and a to f.</source>
        <translation>Der Fingerabdruck ist das SHA-256 des öffentlichen Schlüssels: 64 Ziffern von 0 bis 9 und a bis f.</translation>
    </message>
    <message>
        <source>A user name has at most 255 characters.</source>
        <translation>Ein Benutzername hat höchstens 255 Zeichen.</translation>
    </message>
    <message>
        <source>smtps:// is always encrypted: choose encrypt or verify.</source>
        <translation>smtps:// ist immer verschlüsselt: encrypt oder verify wählen.</translation>
    </message>
    <message>
        <source>A password goes only to a server that has shown who it is: its certificate must be looked at (verify).</source>
        <translation>Ein Kennwort geht nur an einen Server, der gezeigt hat, wer er ist: Sein Zertifikat muss geprüft werden (verify).</translation>
    </message>
    <message>
        <source>A fingerprint is looked at with verify alone.</source>
        <translation>Ein Fingerabdruck wird nur mit verify geprüft.</translation>
    </message>
</context>
<context>
    <name>ServerSentence</name>
    <message>
        <source>This range crosses %1. Ranges may lie inside one another or apart. Use these instead: %2.</source>
        <translation>Dieser Bereich überschneidet sich mit %1. Bereiche dürfen ineinander oder getrennt liegen. Nehmen Sie stattdessen: %2.</translation>
    </message>
    <message>
        <source>%1 is on the whitelist already. Edit that entry instead.</source>
        <translation>%1 steht bereits auf der Whitelist. Bearbeiten Sie jenen Eintrag.</translation>
    </message>
    <message>
        <source>%1 is an accepted domain already.</source>
        <translation>%1 ist bereits eine Annahme-Domain.</translation>
    </message>
    <message>
        <source>%1 changed this meanwhile; nothing was saved. Look at the current version and decide again.</source>
        <translation>%1 hat dies inzwischen geändert; nichts wurde gespeichert. Sehen Sie die jetzige Fassung an und entscheiden Sie neu.</translation>
    </message>
    <message>
        <source>This was changed meanwhile; nothing was saved. Look at the current version and decide again.</source>
        <translation>Dies wurde inzwischen geändert; nichts wurde gespeichert. Sehen Sie die jetzige Fassung an und entscheiden Sie neu.</translation>
    </message>
    <message>
        <source>This was removed meanwhile; nothing was saved.</source>
        <translation>Dies wurde inzwischen entfernt; nichts wurde gespeichert.</translation>
    </message>
    <message>
        <source>Too many wrong passwords or codes came from here. Try again in %1 minutes.</source>
        <translation>Von hier kamen zu viele falsche Passwörter oder Codes. Versuchen Sie es in %1 Minuten wieder.</translation>
    </message>
    <message>
        <source>This is not there; it may have been removed meanwhile.</source>
        <translation>Das gibt es nicht; vielleicht wurde es inzwischen entfernt.</translation>
    </message>
    <message>
        <source>Your role is not enough for this; ask a System Administrator.</source>
        <translation>Ihre Rolle reicht dafür nicht; fragen Sie einen Systemadministrator.</translation>
    </message>
    <message>
        <source>The disk or the database of the server is full; nothing was changed.</source>
        <translation>Die Festplatte oder Datenbank des Servers ist voll; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The control port listens on %1 only. Set [control] listen = &quot;%2&quot; in the configuration file.</source>
        <translation>Der Kontrollport lauscht nur auf %1. Tragen Sie in der Konfigurationsdatei unter [control] ein: listen = &quot;%2&quot;.</translation>
    </message>
    <message>
        <source>The control port listens on %1 only. Set [control] listen = &quot;%2&quot; in %3.</source>
        <translation>Der Kontrollport lauscht nur auf %1. Tragen Sie unter [control] ein: listen = &quot;%2&quot;, in %3.</translation>
    </message>
    <message>
        <source>The login name %1 is taken by the SMTP user %2. Choose another.</source>
        <translation>Der Anmeldename %1 gehört schon dem SMTP-Benutzer %2. Wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>There is an administrator named %1 already. Choose another name.</source>
        <translation>Es gibt schon einen Administrator namens %1. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>%1 is the last System Administrator. Give another administrator that role first.</source>
        <translation>%1 ist der letzte Systemadministrator. Geben Sie zuerst einem anderen Administrator diese Rolle.</translation>
    </message>
    <message>
        <source>This link was made for the administrator %1.</source>
        <translation>Dieser Link wurde für den Administrator %1 gemacht.</translation>
    </message>
    <message>
        <source>This pairing code is wrong, used or over. Ask for a new link.</source>
        <translation>Dieser Kopplungscode ist falsch, verbraucht oder abgelaufen. Lassen Sie sich einen neuen Link geben.</translation>
    </message>
    <message>
        <source>%1 is not a host. Write a name or an address, with :PORT behind it if it is not 2600.</source>
        <translation>%1 ist kein Host. Gebraucht wird ein Name oder eine Adresse, mit :PORT dahinter, wenn er nicht 2600 ist.</translation>
    </message>
    <message>
        <source>%1 is every address there is; such an entry is never allowed.</source>
        <translation>%1 umfasst alle Adressen, die es gibt; ein solcher Eintrag ist nie erlaubt.</translation>
    </message>
    <message>
        <source>%1 has %2 addresses, most of them of strangers: public ranges wider than /8 (IPv4) or /32 (IPv6) may not send without a login. List the networks that you know.</source>
        <translation>%1 hat %2 Adressen, die meisten davon von Fremden: Öffentliche Bereiche, die weiter als /8 (IPv4) oder /32 (IPv6) sind, dürfen nicht ohne Anmeldung senden. Tragen Sie die Netze ein, die Sie kennen.</translation>
    </message>
    <message>
        <source>Switching %1 off would let some of its clients do more than now, because a wider entry then decides for them. That needs a System Administrator.</source>
        <translation>Wird %1 ausgeschaltet, dürfen manche seiner Clients mehr als jetzt, weil dann ein weiterer Eintrag für sie entscheidet. Dazu braucht es einen Systemadministrator.</translation>
    </message>
    <message>
        <source>%1 is built in; its address cannot be changed. Add an entry of its own for %2.</source>
        <translation>%1 ist eingebaut; die Adresse lässt sich nicht ändern. Legen Sie für %2 einen eigenen Eintrag an.</translation>
    </message>
    <message>
        <source>%1 is built in and cannot be removed. It can be edited or switched off.</source>
        <translation>%1 ist eingebaut und lässt sich nicht entfernen. Der Eintrag lässt sich bearbeiten oder ausschalten.</translation>
    </message>
    <message>
        <source>You may change your own password; changing that of %1 needs a System Administrator.</source>
        <translation>Ihr eigenes Passwort dürfen Sie ändern; für das von %1 braucht es einen Systemadministrator.</translation>
    </message>
    <message>
        <source>The name or the password is not right.</source>
        <translation>Der Name oder das Passwort stimmt nicht.</translation>
    </message>
    <message>
        <source>This session is over. Log in again.</source>
        <translation>Diese Sitzung ist zu Ende. Melden Sie sich neu an.</translation>
    </message>
    <message>
        <source>Too many passwords are being checked just now. Try again in a moment.</source>
        <translation>Gerade werden zu viele Passwörter geprüft. Versuchen Sie es gleich noch einmal.</translation>
    </message>
</context>
<context>
    <name>Setting</name>
    <message>
        <source>%1 is not a number of 0 to %2. Write digits alone, such as 20.</source>
        <translation>%1 ist keine Zahl von 0 bis %2. Gebraucht werden nur Ziffern, etwa 20.</translation>
    </message>
    <message>
        <source>%1 is neither on nor off. Write one of the two.</source>
        <translation>%1 ist weder on noch off. Eines von beiden wird gebraucht.</translation>
    </message>
    <message>
        <source>The text has %1 characters; at most %2 fit.</source>
        <translation>Der Text hat %1 Zeichen; höchstens %2 passen.</translation>
    </message>
    <message>
        <source>%1 cannot be 0, because nothing would work any more. Its default is %2.</source>
        <translation>%1 kann nicht 0 sein, weil dann nichts mehr ginge. Die Vorgabe ist %2.</translation>
    </message>
    <message>
        <source>%1 is not a length of time of at most ten years. Write a number and s, m, h or d, such as 30s, 5m, 12h or 30d.</source>
        <translation>%1 ist keine Dauer von höchstens zehn Jahren. Gebraucht wird eine Zahl und s, m, h oder d, etwa 30s, 5m, 12h oder 30d.</translation>
    </message>
    <message>
        <source>%1 is not a size of at most 1024GiB. Write a number of bytes, or a number and KiB, MiB or GiB, such as 25MiB.</source>
        <translation>%1 ist keine Größe von höchstens 1024GiB. Gebraucht wird eine Zahl von Bytes oder eine Zahl und KiB, MiB oder GiB, etwa 25MiB.</translation>
    </message>
    <message>
        <source>%1 is not a list of at most %2 pauses. Write lengths of time with commas between them, such as 5s,1m,5m.</source>
        <translation>%1 ist keine Liste von höchstens %2 Pausen. Gebraucht werden Dauern mit Kommas dazwischen, etwa 5s,1m,5m.</translation>
    </message>
    <message>
        <source>a slow client needs that long</source>
        <translation>so lange braucht ein langsamer Client</translation>
    </message>
    <message>
        <source>nobody could stay signed in</source>
        <translation>sonst bliebe niemand angemeldet</translation>
    </message>
    <message>
        <source>mail would be given up before it is tried</source>
        <translation>sonst würde Mail aufgegeben, bevor sie versucht ist</translation>
    </message>
    <message>
        <source>%1 must be at least %2 (%3). Its default is %4.</source>
        <translation>%1 muss mindestens %2 sein (%3). Der Standardwert ist %4.</translation>
    </message>
    <message>
        <source>%1 is not a level of the log. Write error, warning, info, debug or default.</source>
        <translation>%1 ist keine Stufe des Protokolls. Richtig ist error, warning, info, debug oder default.</translation>
    </message>
</context>
<context>
    <name>WhitelistEntry</name>
    <message>
        <source>The entry has no service. Switch on at least one; without any it would do nothing.</source>
        <translation>Der Eintrag hat keinen Dienst. Mindestens einer muss eingeschaltet sein; ohne täte er nichts.</translation>
    </message>
    <message>
        <source>The description has %1 characters; at most %2 fit. Shorten it by %3.</source>
        <translation>Die Beschreibung hat %1 Zeichen; höchstens %2 passen. Um %3 kürzen.</translation>
    </message>
    <message>
        <source>The description is one line; put a space where the line breaks.</source>
        <translation>Die Beschreibung ist eine Zeile; an die Stelle des Zeilenumbruchs gehört ein Leerzeichen.</translation>
    </message>
    <message>
        <source>The description contains a separator of lines or paragraphs (%1), and it is one line. Put a space in its place.</source>
        <translation>Die Beschreibung enthält ein Trennzeichen für Zeilen oder Absätze (%1), und sie ist eine Zeile. Durch ein Leerzeichen ersetzen.</translation>
    </message>
    <message>
        <source>The description contains a character that turns the text&apos;s direction (%1) and cannot be seen. Remove it.</source>
        <translation>Die Beschreibung enthält ein Zeichen, das die Schreibrichtung wendet (%1) und das man nicht sieht. Es entfernen.</translation>
    </message>
    <message>
        <source>The description contains a tab. Put a space in its place.</source>
        <translation>Die Beschreibung enthält einen Tabulator. Durch ein Leerzeichen ersetzen.</translation>
    </message>
    <message>
        <source>The description contains a control character (%1), which cannot be seen. Remove it.</source>
        <translation>Die Beschreibung enthält ein Steuerzeichen (%1), das man nicht sieht. Es entfernen.</translation>
    </message>
</context>
<context>
    <name>postern::AddressDialog</name>
    <message>
        <source>New server</source>
        <translation>Neuer Server</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Eigener Name</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Host</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Fingerprint of the server</source>
        <translation>Fingerabdruck des Servers</translation>
    </message>
    <message>
        <source>needed to sign in</source>
        <translation>zum Anmelden nötig</translation>
    </message>
    <message>
        <source>Paste a pairing link</source>
        <translation>Kopplungslink einfügen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>locked until the digits fit</source>
        <translation>gesperrt, bis die Ziffern stimmen</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Asking %1, port %2 …</source>
        <translation>%1, Port %2, wird gefragt …</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Verbindet …</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>Meldet an …</translation>
    </message>
    <message>
        <source>The server answers. Compare its key.</source>
        <translation>Der Server antwortet. Schlüssel vergleichen.</translation>
    </message>
    <message>
        <source>The server showed another key at the second contact. Nothing was sent.</source>
        <translation>Der Server zeigte beim zweiten Kontakt einen anderen Schlüssel. Es wurde nichts gesendet.</translation>
    </message>
</context>
<context>
    <name>postern::AdministratorDialog</name>
    <message>
        <source>Sees everything but secrets, changes nothing.</source>
        <translation>Sieht alles außer Geheimnissen, ändert nichts.</translation>
    </message>
    <message>
        <source>May do everything.</source>
        <translation>Darf alles.</translation>
    </message>
    <message>
        <source>New administrator</source>
        <translation>Neuer Administrator</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Administrator %1</source>
        <translation>Administrator %1</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Neues Passwort</translation>
    </message>
    <message>
        <source>Leave it empty to keep the old one</source>
        <translation>Leer lassen, um das alte zu behalten</translation>
    </message>
    <message>
        <source>Last login</source>
        <translation>Letzte Anmeldung</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>%1, from %2</source>
        <translation>%1, von %2</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>The session ends then: log in again with the new password.</source>
        <translation>Die Sitzung endet dann: mit dem neuen Passwort wieder anmelden.</translation>
    </message>
    <message>
        <source>Saved. %1 may log in from now on.</source>
        <translation>Gespeichert. %1 darf sich ab jetzt anmelden.</translation>
    </message>
    <message>
        <source>Saved. %1 is %2 now.</source>
        <translation>Gespeichert. %1 ist jetzt %2.</translation>
    </message>
    <message>
        <source>Saved. %1 has a new password.</source>
        <translation>Gespeichert. %1 hat ein neues Passwort.</translation>
    </message>
    <message>
        <source>Also works on the queue and switches off; opens nothing.</source>
        <translation>Bearbeitet auch die Queue und schaltet aus; öffnet nichts.</translation>
    </message>
</context>
<context>
    <name>postern::AdministratorModel</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Last login</source>
        <translation>Letzte Anmeldung</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>%1, from %2</source>
        <translation>%1, von %2</translation>
    </message>
</context>
<context>
    <name>postern::AdministratorsPage</name>
    <message>
        <source>Administrators</source>
        <translation>Administratoren</translation>
    </message>
    <message>
        <source>There is no administrator yet.</source>
        <translation>Es gibt noch keinen Administrator.</translation>
    </message>
    <message>
        <source>No administrator matches the filter.</source>
        <translation>Kein Administrator passt zum Filter.</translation>
    </message>
    <message>
        <source>1 administrator</source>
        <translation>1 Administrator</translation>
    </message>
    <message>
        <source>%1 goes at once and for good.</source>
        <translation>%1 verschwindet sofort und endgültig.</translation>
    </message>
    <message>
        <source>These go at once and for good: %1.</source>
        <translation>Diese verschwinden sofort und endgültig: %1.</translation>
    </message>
    <message>
        <source>Open sessions end at once.</source>
        <translation>Offene Sitzungen enden sofort.</translation>
    </message>
    <message>
        <source>You are among them: this console is signed out then.</source>
        <translation>Das eigene Konto ist dabei: diese Konsole wird dann abgemeldet.</translation>
    </message>
    <message>
        <source>Delete %1?</source>
        <translation>%1 löschen?</translation>
    </message>
    <message>
        <source>Deleted %1.</source>
        <translation>%1 ist gelöscht.</translation>
    </message>
    <message>
        <source>%L1 administrators</source>
        <translation>%L1 Administratoren</translation>
    </message>
    <message>
        <source>Delete %L1 administrators?</source>
        <translation>%L1 Administratoren löschen?</translation>
    </message>
    <message>
        <source>Deleted %L1 administrators.</source>
        <translation>%L1 Administratoren sind gelöscht.</translation>
    </message>
</context>
<context>
    <name>postern::AreaPage</name>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>%L1 of %L2 done. %3</source>
        <translation>%L1 von %L2 erledigt. %3</translation>
    </message>
</context>
<context>
    <name>postern::CertificateDialog</name>
    <message>
        <source>%1 shows another key</source>
        <translation>%1 zeigt einen anderen Schlüssel</translation>
    </message>
    <message>
        <source>It is not the key that is trusted here. Either the server was set up anew, or something stands between you and it. Ask whoever runs it before you go on; nothing has been sent yet.</source>
        <translation>Es ist nicht der Schlüssel, dem hier vertraut wird. Entweder wurde der Server neu eingerichtet, oder etwas steht dazwischen. Vor dem Fortfahren bei den Betreibern nachfragen; gesendet wurde noch nichts.</translation>
    </message>
    <message>
        <source>needed to trust it</source>
        <translation>nötig, um ihm zu vertrauen</translation>
    </message>
    <message>
        <source>Trust the new key</source>
        <translation>Neuem Schlüssel vertrauen</translation>
    </message>
    <message>
        <source>Do not connect</source>
        <translation>Nicht verbinden</translation>
    </message>
    <message>
        <source>Trusted until now</source>
        <translation>Bisher vertraut</translation>
    </message>
    <message>
        <source>Shown now</source>
        <translation>Jetzt gezeigt</translation>
    </message>
    <message>
        <source>differs everywhere</source>
        <translation>überall anders</translation>
    </message>
    <message>
        <source>differs in %1 of 8 groups</source>
        <translation>in %1 von 8 Gruppen anders</translation>
    </message>
    <message>
        <source>It is not the key that has been trusted since %1. Either the server was set up anew, or something stands between you and it. Ask whoever runs it before you go on; nothing has been sent yet.</source>
        <translation>Es ist nicht der Schlüssel, dem seit %1 vertraut wird. Entweder wurde der Server neu eingerichtet, oder etwas steht dazwischen. Vor dem Fortfahren bei den Betreibern nachfragen; gesendet wurde noch nichts.</translation>
    </message>
    <message>
        <source>Trusted since %1</source>
        <translation>Vertraut seit %1</translation>
    </message>
</context>
<context>
    <name>postern::ChannelOpener</name>
    <message>
        <source>The server at %1 showed no certificate.</source>
        <translation>Der Server bei %1 zeigte kein Zertifikat.</translation>
    </message>
    <message>
        <source>There is no computer named %1.</source>
        <translation>Es gibt keinen Rechner namens %1.</translation>
    </message>
    <message>
        <source>Nothing listens at %1: the server is not running, or its control port is another one.</source>
        <translation>Bei %1 hört niemand zu: der Server läuft nicht, oder sein Steuerport ist ein anderer.</translation>
    </message>
    <message>
        <source>No server answers on %1: posternd does not run with this data folder.</source>
        <translation>An %1 antwortet kein Server: posternd läuft nicht mit diesem Datenordner.</translation>
    </message>
    <message>
        <source>%1 may not be opened by this user; it belongs to the user that posternd runs as.</source>
        <translation>%1 darf von diesem Benutzer nicht geöffnet werden; es gehört dem Benutzer, unter dem posternd läuft.</translation>
    </message>
    <message>
        <source>%1 did not answer within %2 seconds.</source>
        <translation>%1 hat nicht innerhalb von %2 Sekunden geantwortet.</translation>
    </message>
    <message>
        <source>%1 closed the connection before it was encrypted. Perhaps too many connections from here are not signed in yet; try again in a minute. Or the port is another one than the control port.</source>
        <translation>%1 hat die Verbindung geschlossen, bevor sie verschlüsselt war. Vielleicht sind zu viele Verbindungen von hier noch nicht angemeldet; in einer Minute noch einmal versuchen. Oder der Port ist nicht der Steuerport.</translation>
    </message>
    <message>
        <source>Something answers at %1, but not with TLS 1.3 as a Postern server does. Check the port: the control port is another one than those for mail.</source>
        <translation>Unter %1 antwortet etwas, aber nicht mit TLS 1.3 wie ein Postern-Server. Prüfen Sie den Port: Der Steuerport ist ein anderer als die Ports für Mail.</translation>
    </message>
    <message>
        <source>%1 cannot be reached: this computer has no network that leads there.</source>
        <translation>%1 ist nicht erreichbar: Dieser Rechner hat kein Netz, das dorthin führt.</translation>
    </message>
    <message>
        <source>%1 cannot be reached.</source>
        <translation>%1 ist nicht erreichbar.</translation>
    </message>
</context>
<context>
    <name>postern::ConflictPanel</name>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Meine behalten</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <translation>Andere übernehmen</translation>
    </message>
    <message>
        <source>Someone</source>
        <translation>Jemand</translation>
    </message>
    <message>
        <source>%1 changed this entry meanwhile. Which version should stand here?</source>
        <translation>%1 hat diesen Eintrag inzwischen geändert. Welche Fassung soll hier stehen?</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Meine</translation>
    </message>
    <message>
        <source>Theirs</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Dienste</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>switched on</source>
        <translation>eingeschaltet</translation>
    </message>
    <message>
        <source>switched off</source>
        <translation>ausgeschaltet</translation>
    </message>
</context>
<context>
    <name>postern::ConnectionStatus</name>
    <message>
        <source>Connecting to %1</source>
        <translation>Verbindet mit %1</translation>
    </message>
    <message>
        <source>Not connected to %1: its key has changed</source>
        <translation>Nicht mit %1 verbunden: sein Schlüssel ist ein anderer</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Not signed in to %1</source>
        <translation>Nicht angemeldet bei %1</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>Not connected to %1</source>
        <translation>Nicht mit %1 verbunden</translation>
    </message>
    <message>
        <source>Connected to %1</source>
        <translation>Verbunden mit %1</translation>
    </message>
    <message>
        <source>Postern %1</source>
        <translation>Postern %1</translation>
    </message>
    <message>
        <source>Reconnecting to %1 …</source>
        <translation>Verbindet wieder mit %1 …</translation>
    </message>
    <message>
        <source>Next try in %1 s.</source>
        <translation>Nächster Versuch in %1 s.</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message>
        <source>Last change %1, %2</source>
        <translation>Letzte Änderung %1, %2</translation>
    </message>
</context>
<context>
    <name>postern::Dialog</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>postern::DomainDialog</name>
    <message>
        <source>New accepted domain</source>
        <translation>Neue Annahme-Domain</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>Domain</translation>
    </message>
    <message>
        <source>Mail to exactly this domain is taken in from anybody; a subdomain needs a row of its own.</source>
        <translation>Mail an genau diese Domain wird von jedem angenommen; eine Unterdomain braucht eine eigene Zeile.</translation>
    </message>
    <message>
        <source>Anyone may now send to %1 through this server.</source>
        <translation>Jeder darf dann über diesen Server an %1 senden.</translation>
    </message>
</context>
<context>
    <name>postern::DomainModel</name>
    <message>
        <source>Domain</source>
        <translation>Domain</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Hinzugefügt</translation>
    </message>
</context>
<context>
    <name>postern::DomainsPage</name>
    <message>
        <source>Accepted domains</source>
        <translation>Annahme-Domains</translation>
    </message>
    <message>
        <source>No domain is accepted yet: without a login or a bypass nothing is taken in.</source>
        <translation>Noch wird keine Domain angenommen: ohne Anmeldung oder Bypass kommt nichts herein.</translation>
    </message>
    <message>
        <source>No domain matches the filter.</source>
        <translation>Keine Domain passt zum Filter.</translation>
    </message>
    <message>
        <source>1 domain</source>
        <translation>1 Domain</translation>
    </message>
    <message>
        <source>Saved. Mail to %1 is taken in from now on.</source>
        <translation>Gespeichert. Mail an %1 wird ab jetzt angenommen.</translation>
    </message>
    <message>
        <source>Delete %1?</source>
        <translation>%1 löschen?</translation>
    </message>
    <message>
        <source>%1 goes at once and for good.</source>
        <translation>%1 verschwindet sofort und endgültig.</translation>
    </message>
    <message>
        <source>These go at once and for good: %1.</source>
        <translation>Diese verschwinden sofort und endgültig: %1.</translation>
    </message>
    <message>
        <source>Then only those who log in or are whitelisted may send there through this server.</source>
        <translation>Dann dürfen nur noch Angemeldete und Gelistete über diesen Server dorthin senden.</translation>
    </message>
    <message>
        <source>Deleted %1.</source>
        <translation>%1 ist gelöscht.</translation>
    </message>
    <message>
        <source>%L1 domains</source>
        <translation>%L1 Domains</translation>
    </message>
    <message>
        <source>Delete %L1 domains?</source>
        <translation>%L1 Domains löschen?</translation>
    </message>
    <message>
        <source>Deleted %L1 domains.</source>
        <translation>%L1 Domains sind gelöscht.</translation>
    </message>
</context>
<context>
    <name>postern::EffectSentences</name>
    <message numerus="yes">
        <source>Nothing changes for %Ln narrower entries inside.</source>
        <translation>
            <numerusform>Für %Ln engeren Eintrag darin ändert sich nichts.</numerusform>
            <numerusform>Für %Ln engere Einträge darin ändert sich nichts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing changes for %Ln other ranges.</source>
        <translation>
            <numerusform>Für %Ln weiteren Bereich ändert sich nichts.</numerusform>
            <numerusform>Für %Ln weitere Bereiche ändert sich nichts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>And %Ln more.</source>
        <comment>effects of a change</comment>
        <translation>
            <numerusform>Und %Ln weitere Folge.</numerusform>
            <numerusform>Und %Ln weitere Folgen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>postern::Entrance</name>
    <message>
        <source>Connecting to %1 …</source>
        <translation>Verbindet mit %1 …</translation>
    </message>
    <message>
        <source>Connect to %1?</source>
        <translation>Mit %1 verbinden?</translation>
    </message>
    <message>
        <source>A pairing link was opened for %1, port %2. Go on only if you asked for it; the key of that server must have this fingerprint:</source>
        <translation>Ein Kopplungslink für %1, Port %2, wurde geöffnet. Nur fortfahren, wenn er erwartet war; der Schlüssel dieses Servers muss diesen Fingerabdruck haben:</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Remove %1 from the list?</source>
        <translation>%1 aus der Liste entfernen?</translation>
    </message>
    <message>
        <source>This console forgets its address and key. Nothing changes on the server.</source>
        <translation>Diese Konsole vergisst Adresse und Schlüssel. Auf dem Server ändert sich nichts.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Not connected to %1: its key has changed.</source>
        <translation>Nicht mit %1 verbunden: sein Schlüssel ist ein anderer.</translation>
    </message>
</context>
<context>
    <name>postern::EntryStateNote</name>
    <message>
        <source>Save switches this entry on.</source>
        <translation>Speichern schaltet diesen Eintrag ein.</translation>
    </message>
    <message>
        <source>Save switches this entry off.</source>
        <translation>Speichern schaltet diesen Eintrag aus.</translation>
    </message>
    <message>
        <source>Leave it off</source>
        <translation>Aus lassen</translation>
    </message>
    <message>
        <source>Leave it on</source>
        <translation>Ein lassen</translation>
    </message>
    <message>
        <source>This entry is switched off. Nothing in it takes effect until it is switched on.</source>
        <translation>Dieser Eintrag ist ausgeschaltet. Nichts darin wirkt, bis er eingeschaltet wird.</translation>
    </message>
    <message>
        <source>Switch on</source>
        <translation>Einschalten</translation>
    </message>
    <message>
        <source>This entry ended on %1. Nothing in it takes effect any more, as if it were not listed. posternctl can give it another end.</source>
        <translation>Dieser Eintrag endete am %1. Nichts darin wirkt mehr, als stünde er nicht in der Liste. posternctl kann ihm ein anderes Ende geben.</translation>
    </message>
</context>
<context>
    <name>postern::FilterEdit</name>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>Filter leeren</translation>
    </message>
</context>
<context>
    <name>postern::FingerprintWell</name>
    <message>
        <source>Fingerprint</source>
        <translation>Fingerabdruck</translation>
    </message>
</context>
<context>
    <name>postern::FormDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Speichert …</translation>
    </message>
    <message>
        <source>Waiting…</source>
        <translation>Wartet …</translation>
    </message>
    <message>
        <source>The connection is lost. Nothing typed here is lost with it.</source>
        <translation>Die Verbindung ist weg. Was hier steht, bleibt erhalten.</translation>
    </message>
    <message>
        <source>The connection is back.</source>
        <translation>Die Verbindung ist wieder da.</translation>
    </message>
</context>
<context>
    <name>postern::ListPage</name>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Delete ticked</source>
        <translation>Angekreuzte löschen</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>%1 The filter hides it.</source>
        <translation>%1 Der Filter verdeckt es.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Tick or untick</source>
        <translation>Ankreuzen oder Kreuz wegnehmen</translation>
    </message>
    <message>
        <source>Tick all shown</source>
        <translation>Alle gezeigten ankreuzen</translation>
    </message>
    <message>
        <source>Next tab</source>
        <translation>Nächste Registerkarte</translation>
    </message>
    <message>
        <source>Untick all</source>
        <translation>Alle Kreuze entfernen</translation>
    </message>
    <message>
        <source>%L1 of %L2 shown</source>
        <translation>%L1 von %L2 zu sehen</translation>
    </message>
    <message>
        <source>%L1 in all</source>
        <translation>%L1 insgesamt</translation>
    </message>
</context>
<context>
    <name>postern::ListToolbar</name>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>postern::LiveLine</name>
    <message>
        <source>Use %1</source>
        <translation>%1 nehmen</translation>
    </message>
</context>
<context>
    <name>postern::LoginDialog</name>
    <message>
        <source>Sign in to %1</source>
        <translation>Anmelden bei %1</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Eigener Name</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Your session has ended. Sign in again; nothing that you typed is lost.</source>
        <translation>Die Sitzung ist beendet. Wieder anmelden; nichts Getipptes geht verloren.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>Meldet an …</translation>
    </message>
</context>
<context>
    <name>postern::MainWindow</name>
    <message>
        <source>Postern</source>
        <translation>Postern</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Optionen</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Menu (F10)</source>
        <translation>Menü (F10)</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>Show or hide the navigation</source>
        <translation>Navigation zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Open this menu</source>
        <translation>Dieses Menü öffnen</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>%1 - Postern</source>
        <translation>%1 - Postern</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
</context>
<context>
    <name>postern::MessageBar</name>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
</context>
<context>
    <name>postern::NavigationPane</name>
    <message>
        <source>Show the navigation</source>
        <translation>Navigation zeigen</translation>
    </message>
    <message>
        <source>Hide the navigation</source>
        <translation>Navigation verbergen</translation>
    </message>
</context>
<context>
    <name>postern::Page</name>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
</context>
<context>
    <name>postern::PairDialog</name>
    <message>
        <source>New server</source>
        <translation>Neuer Server</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Eigener Name</translation>
    </message>
    <message>
        <source>Pairing link</source>
        <translation>Kopplungslink</translation>
    </message>
    <message>
        <source>printed on the server by posternctl pair</source>
        <translation>gibt posternctl pair auf dem Server aus</translation>
    </message>
    <message>
        <source>Fingerprint of the server</source>
        <translation>Fingerabdruck des Servers</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>At least %1 characters.</source>
        <translation>Mindestens %1 Zeichen.</translation>
    </message>
    <message>
        <source>The password again</source>
        <translation>Das Passwort noch einmal</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Choose a password for %1</source>
        <translation>Passwort für %1 wählen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>No link? Host and port</source>
        <translation>Kein Link? Host und Port</translation>
    </message>
    <message>
        <source>Next you choose a password. The link works once, for 15 minutes.</source>
        <translation>Danach wird ein Passwort gewählt. Der Link gilt einmal, 15 Minuten lang.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Asking %1, port %2 …</source>
        <translation>%1, Port %2, wird gefragt …</translation>
    </message>
    <message>
        <source>From now on only this key is trusted for %1.</source>
        <translation>Ab jetzt wird für %1 nur diesem Schlüssel vertraut.</translation>
    </message>
    <message>
        <source>%1, port %2, answers with the key from this link.</source>
        <translation>%1, Port %2, antwortet mit dem Schlüssel aus diesem Link.</translation>
    </message>
    <message>
        <source>%1 answers with another key than this link&apos;s. Nothing was sent. Ask for a new link on the server itself.</source>
        <translation>%1 antwortet mit einem anderen Schlüssel als dem dieses Links. Es wurde nichts gesendet. Auf dem Server selbst einen neuen Link erzeugen.</translation>
    </message>
    <message>
        <source>The two passwords are not the same.</source>
        <translation>Die beiden Passwörter sind nicht gleich.</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>Meldet an …</translation>
    </message>
</context>
<context>
    <name>postern::PasswordDialog</name>
    <message>
        <source>Password of %1</source>
        <translation>Passwort von %1</translation>
    </message>
    <message>
        <source>The server made this password. It is shown only now and cannot be shown again.</source>
        <translation>Der Server hat dieses Passwort gemacht. Es ist nur jetzt zu sehen und kann nicht noch einmal gezeigt werden.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Kopiert.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>postern::QuestionDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Leave without saving?</source>
        <translation>Ohne Speichern verlassen?</translation>
    </message>
    <message>
        <source>What was changed here is not saved yet.</source>
        <translation>Was hier geändert wurde, ist noch nicht gespeichert.</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation>Weiter bearbeiten</translation>
    </message>
</context>
<context>
    <name>postern::QueueItemDialog</name>
    <message>
        <source>%1, which calls itself %2</source>
        <translation>%1, nennt sich %2</translation>
    </message>
    <message>
        <source>Message %1</source>
        <translation>Nachricht %1</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Liest …</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>(empty sender)</source>
        <translation>(leerer Absender)</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Logged in as</source>
        <translation>Angemeldet als</translation>
    </message>
    <message>
        <source>Listener</source>
        <translation>Listener</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Angenommen</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Message-ID</source>
        <translation>Message-ID</translation>
    </message>
    <message>
        <source>No attempt was made yet.</source>
        <translation>Es gab noch keinen Versuch.</translation>
    </message>
    <message>
        <source>Attempt %1</source>
        <translation>Versuch %1</translation>
    </message>
</context>
<context>
    <name>postern::QueueModel</name>
    <message>
        <source>%1 and 1 other</source>
        <translation>%1 und 1 weiterer</translation>
    </message>
    <message>
        <source>%1 and %2 others</source>
        <translation>%1 und %2 weitere</translation>
    </message>
    <message>
        <source>Queue ID</source>
        <translation>Queue-ID</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>An</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Angenommen</translation>
    </message>
    <message>
        <source>(empty sender)</source>
        <translation>(leerer Absender)</translation>
    </message>
</context>
<context>
    <name>postern::QueuePage</name>
    <message>
        <source>Queue</source>
        <translation>Queue</translation>
    </message>
    <message>
        <source>Nothing waits: every message was handed over.</source>
        <translation>Nichts wartet: jede Nachricht wurde übergeben.</translation>
    </message>
    <message>
        <source>No message matches the filter.</source>
        <translation>Keine Nachricht passt zum Filter.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>1 recipient held.</source>
        <translation>1 Empfänger angehalten.</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>1 recipient released.</source>
        <translation>1 Empfänger freigegeben.</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message>
        <source>1 recipient tried again now.</source>
        <translation>1 Empfänger wird jetzt noch einmal versucht.</translation>
    </message>
    <message>
        <source>1 message</source>
        <translation>1 Nachricht</translation>
    </message>
    <message>
        <source>Nothing changed: none of them was in a state for that.</source>
        <translation>Nichts geändert: keiner war in einem Zustand dafür.</translation>
    </message>
    <message>
        <source>Remove message %1?</source>
        <translation>Nachricht %1 entfernen?</translation>
    </message>
    <message>
        <source>The mail is lost for whoever has not received it yet. The sender is not told.</source>
        <translation>Wer die Mail noch nicht bekommen hat, bekommt sie nicht mehr. Der Absender erfährt davon nichts.</translation>
    </message>
    <message>
        <source>What was delivered already stays delivered.</source>
        <translation>Was schon zugestellt ist, bleibt zugestellt.</translation>
    </message>
    <message>
        <source>1 recipient removed.</source>
        <translation>1 Empfänger entfernt.</translation>
    </message>
    <message>
        <source>Removed are: %1.</source>
        <translation>Entfernt werden: %1.</translation>
    </message>
    <message>
        <source>%L1 recipients held.</source>
        <translation>%L1 Empfänger angehalten.</translation>
    </message>
    <message>
        <source>%L1 recipients released.</source>
        <translation>%L1 Empfänger freigegeben.</translation>
    </message>
    <message>
        <source>%L1 recipients tried again now.</source>
        <translation>%L1 Empfänger werden jetzt noch einmal versucht.</translation>
    </message>
    <message>
        <source>the first %L1 messages</source>
        <translation>die ersten %L1 Nachrichten</translation>
    </message>
    <message>
        <source>%L1 messages</source>
        <translation>%L1 Nachrichten</translation>
    </message>
    <message>
        <source>Remove %L1 messages?</source>
        <translation>%L1 Nachrichten entfernen?</translation>
    </message>
    <message>
        <source>%L1 recipients removed.</source>
        <translation>%L1 Empfänger entfernt.</translation>
    </message>
</context>
<context>
    <name>postern::RequestChannel</name>
    <message>
        <source>the server did not answer for %1 seconds.</source>
        <translation>der Server hat %1 Sekunden lang nicht geantwortet.</translation>
    </message>
</context>
<context>
    <name>postern::RouteAccess</name>
    <message>
        <source>Log in as</source>
        <translation>Anmelden als</translation>
    </message>
    <message>
        <source>Empty where the smarthost asks for no login</source>
        <translation>Leer, wenn der Smarthost keine Anmeldung verlangt</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Kennwort</translation>
    </message>
    <message>
        <source>Leave it empty to keep the old one</source>
        <translation>Leer lassen, um das alte zu behalten</translation>
    </message>
    <message>
        <source>Fingerprint of its key</source>
        <translation>Fingerabdruck seines Schlüssels</translation>
    </message>
    <message>
        <source>Only where no known authority signed for it</source>
        <translation>Nur wenn keine bekannte Stelle dafür bürgt</translation>
    </message>
</context>
<context>
    <name>postern::RouteDialog</name>
    <message>
        <source>New route</source>
        <translation>Neue Route</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Edit the default route</source>
        <translation>Standardroute bearbeiten</translation>
    </message>
    <message>
        <source>Edit the route of %1</source>
        <translation>Route von %1 bearbeiten</translation>
    </message>
    <message>
        <source>Recipient domain</source>
        <translation>Empfängerdomain</translation>
    </message>
    <message>
        <source>All other domains</source>
        <translation>Alle anderen Domains</translation>
    </message>
    <message>
        <source>The default route: for mail to any domain without a route of its own.</source>
        <translation>Die Standardroute: für Mail an jede Domain ohne eigene Route.</translation>
    </message>
    <message>
        <source>Goes to</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>For mail to exactly %1, not to its subdomains.</source>
        <translation>Für Mail an genau %1, nicht an Unterdomains.</translation>
    </message>
    <message>
        <source>Mail is put into the mailbox %1 on the server.</source>
        <translation>Mail kommt in das Postfach %1 auf dem Server.</translation>
    </message>
    <message>
        <source>The route is saved</source>
        <translation>Die Route ist gespeichert</translation>
    </message>
    <message>
        <source>%1 changed this route meanwhile: it goes to %2 now. Save again to replace that.</source>
        <translation>%1 hat diese Route inzwischen geändert: sie geht jetzt zu %2. Noch einmal speichern ersetzt das.</translation>
    </message>
    <message>
        <source>smtp://host:port for a smarthost (smtps:// where it is encrypted from the first byte), maildir:/path for a mailbox on the server.</source>
        <translation>smtp://host:port für einen Smarthost (smtps://, wenn er vom ersten Byte an verschlüsselt), maildir:/pfad für ein Postfach auf dem Server.</translation>
    </message>
    <message>
        <source>Mail is handed to %1 at port %2.</source>
        <translation>Mail wird an %1, Port %2, übergeben.</translation>
    </message>
    <message>
        <source>The password of %1 at %2 is still missing.</source>
        <translation>Das Kennwort von %1 bei %2 fehlt noch.</translation>
    </message>
</context>
<context>
    <name>postern::RouteModel</name>
    <message>
        <source>Recipient domain</source>
        <translation>Empfängerdomain</translation>
    </message>
    <message>
        <source>Goes to</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>All other domains</source>
        <translation>Alle anderen Domains</translation>
    </message>
    <message>
        <source>%1, as %2</source>
        <translation>%1, als %2</translation>
    </message>
</context>
<context>
    <name>postern::RouteProtection</name>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>Where the smarthost offers it</source>
        <translation>Wenn der Smarthost es anbietet</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Immer</translation>
    </message>
    <message>
        <source>Always, and look at the certificate</source>
        <translation>Immer, mit Prüfung des Zertifikats</translation>
    </message>
    <message>
        <source>Plain text, for a smarthost in the same room.</source>
        <translation>Klartext, für einen Smarthost im selben Raum.</translation>
    </message>
    <message>
        <source>Else in plain text; anyone on the way could see to that.</source>
        <translation>Sonst im Klartext; wer am Weg sitzt, kann dafür sorgen.</translation>
    </message>
    <message>
        <source>Or the mail waits. Whoever answers gets it.</source>
        <translation>Sonst wartet die Mail. Wer antwortet, bekommt sie.</translation>
    </message>
    <message>
        <source>Or the mail waits. A login needs this.</source>
        <translation>Sonst wartet die Mail. Eine Anmeldung braucht das.</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>Verschlüsselung</translation>
    </message>
</context>
<context>
    <name>postern::RoutesPage</name>
    <message>
        <source>the default route</source>
        <translation>die Standardroute</translation>
    </message>
    <message>
        <source>the route of %1</source>
        <translation>die Route von %1</translation>
    </message>
    <message>
        <source>Routes (smarthosts)</source>
        <translation>Routen (Smarthosts)</translation>
    </message>
    <message>
        <source>There is no route yet: mail that is taken in waits in the queue.</source>
        <translation>Es gibt noch keine Route: angenommene Mail wartet in der Queue.</translation>
    </message>
    <message>
        <source>No route matches the filter.</source>
        <translation>Keine Route passt zum Filter.</translation>
    </message>
    <message>
        <source>1 route</source>
        <translation>1 Route</translation>
    </message>
    <message>
        <source>Saved. All other mail goes to %1.</source>
        <translation>Gespeichert. Alle andere Mail geht zu %1.</translation>
    </message>
    <message>
        <source>Saved. Mail for %1 goes to %2.</source>
        <translation>Gespeichert. Mail für %1 geht zu %2.</translation>
    </message>
    <message>
        <source>Delete %1?</source>
        <translation>%1 löschen?</translation>
    </message>
    <message>
        <source>This goes at once and for good: %1.</source>
        <translation>Das verschwindet sofort und endgültig: %1.</translation>
    </message>
    <message>
        <source>Mail for it then has no route and waits in the queue.</source>
        <translation>Mail dafür hat dann keine Route und wartet in der Queue.</translation>
    </message>
    <message>
        <source>Mail for it then takes the default route.</source>
        <translation>Mail dafür nimmt dann die Standardroute.</translation>
    </message>
    <message>
        <source>Deleted %1.</source>
        <translation>%1 ist gelöscht.</translation>
    </message>
    <message>
        <source>%L1 routes</source>
        <translation>%L1 Routen</translation>
    </message>
    <message>
        <source>Delete %L1 routes?</source>
        <translation>%L1 Routen löschen?</translation>
    </message>
    <message>
        <source>Deleted %L1 routes.</source>
        <translation>%L1 Routen sind gelöscht.</translation>
    </message>
</context>
<context>
    <name>postern::ServerConnection</name>
    <message>
        <source>The connection to %1 ended: %2</source>
        <translation>Die Verbindung zu %1 ist beendet: %2</translation>
    </message>
    <message>
        <source>The connection was lost before the server answered; the change may or may not have been made.</source>
        <translation>Die Verbindung ging verloren, bevor der Server antwortete; ob die Änderung gemacht wurde, ist offen.</translation>
    </message>
    <message>
        <source>The connection was closed.</source>
        <translation>Die Verbindung wurde geschlossen.</translation>
    </message>
    <message>
        <source>There is no connection.</source>
        <translation>Es gibt keine Verbindung.</translation>
    </message>
    <message>
        <source>There is no connection at the moment; nothing was sent.</source>
        <translation>Im Augenblick gibt es keine Verbindung; es wurde nichts gesendet.</translation>
    </message>
</context>
<context>
    <name>postern::ServerRow</name>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>not signed in yet</source>
        <translation>noch nicht angemeldet</translation>
    </message>
    <message>
        <source>Connect to %1</source>
        <translation>Mit %1 verbinden</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
</context>
<context>
    <name>postern::ServiceToggles</name>
    <message>
        <source>May open more connections. Not enough to send without a login.</source>
        <translation>Darf mehr Verbindungen öffnen. Reicht nicht, um ohne Anmeldung zu senden.</translation>
    </message>
    <message>
        <source>May send without a login, within the limits of the entry.</source>
        <translation>Darf ohne Anmeldung senden, in den Grenzen des Eintrags.</translation>
    </message>
    <message>
        <source>SMTP logins from there are not slowed down.</source>
        <translation>SMTP-Anmeldungen von dort werden nicht gebremst.</translation>
    </message>
    <message>
        <source>Logins to this console from there are not slowed down.</source>
        <translation>Anmeldungen an dieser Konsole von dort werden nicht gebremst.</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Dienste</translation>
    </message>
    <message>
        <source>Without SMTP beside it, connection limits of unlisted clients hold.</source>
        <translation>Ohne SMTP daneben gelten die Verbindungsgrenzen wie für nicht gelistete Clients.</translation>
    </message>
</context>
<context>
    <name>postern::ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>postern::SignIn</name>
    <message>
        <source>The server&apos;s answer to the login cannot be understood; the versions do not fit.</source>
        <translation>Die Antwort des Servers auf die Anmeldung ist nicht zu verstehen; die Versionen passen nicht zusammen.</translation>
    </message>
</context>
<context>
    <name>postern::StartView</name>
    <message>
        <source>No server is known here yet. Paste the link that posternctl pair prints on it.</source>
        <translation>Hier ist noch kein Server bekannt. Den Link einfügen, den posternctl pair auf ihm ausgibt.</translation>
    </message>
    <message>
        <source>New server</source>
        <translation>Neuer Server</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>New server (Ctrl+N)</source>
        <translation>Neuer Server (Strg+N)</translation>
    </message>
    <message>
        <source>Servers</source>
        <translation>Server</translation>
    </message>
</context>
<context>
    <name>postern::TickWords</name>
    <message>
        <source>The filter hides it.</source>
        <translation>Der Filter verdeckt es.</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %Ln more</source>
        <translation>
            <numerusform>%1 und noch %Ln</numerusform>
            <numerusform>%1 und noch %Ln</numerusform>
        </translation>
    </message>
    <message>
        <source>%L1 of %L2 ticked</source>
        <translation>%L1 von %L2 angekreuzt</translation>
    </message>
    <message numerus="yes">
        <source>%Ln ticked, hidden by the filter</source>
        <translation>
            <numerusform>%Ln angekreuzt, vom Filter verdeckt</numerusform>
            <numerusform>%Ln angekreuzt, vom Filter verdeckt</numerusform>
        </translation>
    </message>
    <message>
        <source>%L1 of %L2 ticked, %L3 hidden by the filter</source>
        <translation>%L1 von %L2 angekreuzt, %L3 vom Filter verdeckt</translation>
    </message>
    <message>
        <source>The filter hides %L1 of them: %2.</source>
        <translation>Der Filter verdeckt %L1 davon: %2.</translation>
    </message>
</context>
<context>
    <name>postern::UserDialog</name>
    <message>
        <source>New SMTP user</source>
        <translation>Neuer SMTP-Benutzer</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>SMTP user %1</source>
        <translation>SMTP-Benutzer %1</translation>
    </message>
    <message>
        <source>Set password</source>
        <translation>Passwort setzen</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>Neues Passwort</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>May send</source>
        <translation>Darf senden</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Zuletzt benutzt</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>%1, from %2</source>
        <translation>%1, von %2</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Let the server make the password</source>
        <translation>Passwort vom Server machen lassen</translation>
    </message>
    <message>
        <source>A strong one. It is shown once, after saving.</source>
        <translation>Ein starkes. Es wird einmal gezeigt, nach dem Speichern.</translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation>Ausgeschaltet</translation>
    </message>
</context>
<context>
    <name>postern::UserModel</name>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Zuletzt benutzt</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>May send</source>
        <translation>Darf senden</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>%1, from %2</source>
        <translation>%1, von %2</translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation>Ausgeschaltet</translation>
    </message>
</context>
<context>
    <name>postern::UsersPage</name>
    <message>
        <source>SMTP users</source>
        <translation>SMTP-Benutzer</translation>
    </message>
    <message>
        <source>Nobody can send with a login yet.</source>
        <translation>Noch kann niemand mit Anmeldung senden.</translation>
    </message>
    <message>
        <source>No user matches the filter.</source>
        <translation>Kein Benutzer passt zum Filter.</translation>
    </message>
    <message>
        <source>1 user</source>
        <translation>1 Benutzer</translation>
    </message>
    <message>
        <source>Saved. %1 may send with a login from now on.</source>
        <translation>Gespeichert. %1 darf ab jetzt mit Anmeldung senden.</translation>
    </message>
    <message>
        <source>Saved. %1 has a new password.</source>
        <translation>Gespeichert. %1 hat ein neues Passwort.</translation>
    </message>
    <message>
        <source>%1 may send again.</source>
        <translation>%1 darf wieder senden.</translation>
    </message>
    <message>
        <source>Delete %1?</source>
        <translation>%1 löschen?</translation>
    </message>
    <message>
        <source>%1 goes at once and for good.</source>
        <translation>%1 verschwindet sofort und endgültig.</translation>
    </message>
    <message>
        <source>These go at once and for good: %1.</source>
        <translation>Diese verschwinden sofort und endgültig: %1.</translation>
    </message>
    <message>
        <source>Programs that log in with it are refused from then on.</source>
        <translation>Programme, die sich damit anmelden, werden dann abgewiesen.</translation>
    </message>
    <message>
        <source>Deleted %1.</source>
        <translation>%1 ist gelöscht.</translation>
    </message>
    <message>
        <source>%L1 users</source>
        <translation>%L1 Benutzer</translation>
    </message>
    <message>
        <source>%L1 users may send again.</source>
        <translation>%L1 Benutzer dürfen wieder senden.</translation>
    </message>
    <message>
        <source>Delete %L1 users?</source>
        <translation>%L1 Benutzer löschen?</translation>
    </message>
    <message>
        <source>Deleted %L1 users.</source>
        <translation>%L1 Benutzer sind gelöscht.</translation>
    </message>
    <message>
        <source>Switch on</source>
        <translation>Einschalten</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>Ausschalten</translation>
    </message>
    <message>
        <source>%1 is switched off.</source>
        <translation>%1 ist ausgeschaltet.</translation>
    </message>
    <message>
        <source>%L1 users are switched off.</source>
        <translation>%L1 Benutzer sind ausgeschaltet.</translation>
    </message>
</context>
<context>
    <name>postern::WhitelistEntryDialog</name>
    <message>
        <source>New whitelist entry</source>
        <translation>Neuer Whitelist-Eintrag</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>%1 bearbeiten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Speichert …</translation>
    </message>
    <message>
        <source>Waiting…</source>
        <translation>Wartet …</translation>
    </message>
    <message>
        <source>%1 changed this entry just now. You see the new version.</source>
        <translation>%1 hat diesen Eintrag gerade geändert. Zu sehen ist die neue Fassung.</translation>
    </message>
    <message>
        <source>%1 deleted this entry meanwhile. Save adds it again.</source>
        <translation>%1 hat diesen Eintrag inzwischen gelöscht. Speichern legt ihn wieder an.</translation>
    </message>
    <message>
        <source>The connection is lost. Nothing typed here is lost with it.</source>
        <translation>Die Verbindung ist weg. Was hier steht, bleibt erhalten.</translation>
    </message>
    <message>
        <source>The connection is back.</source>
        <translation>Die Verbindung ist wieder da.</translation>
    </message>
    <message>
        <source>Saved as it was when you pressed Save. What was typed since then is not saved yet.</source>
        <translation>So gespeichert, wie es beim Klick auf Speichern da stand. Was seitdem eingegeben wurde, ist noch nicht gespeichert.</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>Ausschalten</translation>
    </message>
    <message>
        <source>%1 deleted this entry just now.</source>
        <translation>%1 hat diesen Eintrag gerade gelöscht.</translation>
    </message>
</context>
<context>
    <name>postern::WhitelistEntryForm</name>
    <message>
        <source>IP address, range or CIDR block</source>
        <translation>IP-Adresse, Bereich oder CIDR-Block</translation>
    </message>
    <message>
        <source>Type the range again to confirm:</source>
        <translation>Zur Bestätigung noch einmal:</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Optional</source>
        <translation>Optional</translation>
    </message>
    <message>
        <source>%L1 characters; at most %L2 fit. Shorten it by %L3.</source>
        <translation>%L1 Zeichen; höchstens %L2 passen. Um %L3 kürzen.</translation>
    </message>
</context>
<context>
    <name>postern::WhitelistModel</name>
    <message>
        <source>Ticked</source>
        <translation>Angekreuzt</translation>
    </message>
    <message>
        <source>IP Address</source>
        <translation>IP-Adresse</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Built in</source>
        <translation>Eingebaut</translation>
    </message>
    <message>
        <source>Can be edited, not deleted</source>
        <translation>Änderbar, nicht löschbar</translation>
    </message>
    <message>
        <source>Built in, cannot be deleted</source>
        <translation>Eingebaut, nicht löschbar</translation>
    </message>
    <message>
        <source>on</source>
        <translation>ein</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>at setup</source>
        <translation>bei der Einrichtung</translation>
    </message>
    <message>
        <source>very wide</source>
        <translation>sehr groß</translation>
    </message>
    <message>
        <source>wide</source>
        <translation>groß</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>abgelaufen</translation>
    </message>
    <message>
        <source>expires in 1 day</source>
        <translation>läuft in 1 Tag ab</translation>
    </message>
    <message>
        <source>expires in %1 days</source>
        <translation>läuft in %1 Tagen ab</translation>
    </message>
    <message>
        <source>switched off</source>
        <translation>ausgeschaltet</translation>
    </message>
</context>
<context>
    <name>postern::WhitelistPage</name>
    <message>
        <source>No address may send without a login yet.</source>
        <translation>Noch darf keine Adresse ohne Anmeldung senden.</translation>
    </message>
    <message>
        <source>No entry matches the filter.</source>
        <translation>Kein Eintrag passt zum Filter.</translation>
    </message>
    <message>
        <source>Whitelist</source>
        <translation>Whitelist</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>1 entry</source>
        <translation>1 Eintrag</translation>
    </message>
    <message>
        <source>Saved. %1 may send without a login from now on.</source>
        <translation>Gespeichert. %1 darf ab jetzt ohne Anmeldung senden.</translation>
    </message>
    <message>
        <source>Saved. %1 is listed as it stands here from now on.</source>
        <translation>Gespeichert. %1 ist ab jetzt so gelistet, wie es hier steht.</translation>
    </message>
    <message>
        <source>Delete %1?</source>
        <translation>%1 löschen?</translation>
    </message>
    <message>
        <source>%1 goes at once and for good.</source>
        <translation>%1 verschwindet sofort und endgültig.</translation>
    </message>
    <message>
        <source>These go at once and for good: %1.</source>
        <translation>Diese verschwinden sofort und endgültig: %1.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>What applies afterwards could not be asked: %1</source>
        <translation>Was danach gilt, ließ sich nicht erfragen: %1</translation>
    </message>
    <message>
        <source>%1 changed %2 meanwhile.</source>
        <translation>%1 hat %2 inzwischen geändert.</translation>
    </message>
    <message>
        <source>%1 has already deleted %2.</source>
        <translation>%1 hat %2 schon gelöscht.</translation>
    </message>
    <message>
        <source>They were deleted already.</source>
        <translation>Sie waren schon gelöscht.</translation>
    </message>
    <message>
        <source>Nothing was deleted: an entry was changed meanwhile. Look at it and delete again.</source>
        <translation>Nichts wurde gelöscht: ein Eintrag wurde inzwischen geändert. Ansehen und noch einmal löschen.</translation>
    </message>
    <message>
        <source>Deleted %1.</source>
        <translation>%1 ist gelöscht.</translation>
    </message>
    <message>
        <source>Saved. %1 is switched off and changes nothing until it is switched on.</source>
        <translation>Gespeichert. %1 ist ausgeschaltet und ändert nichts, bis es eingeschaltet wird.</translation>
    </message>
    <message>
        <source>Saved. %1 has expired and changes nothing.</source>
        <translation>Gespeichert. %1 ist abgelaufen und ändert nichts.</translation>
    </message>
    <message>
        <source>%L1 of %L2 shown</source>
        <translation>%L1 von %L2 zu sehen</translation>
    </message>
    <message>
        <source>%L1 entries</source>
        <translation>%L1 Einträge</translation>
    </message>
    <message>
        <source>Delete %L1 entries?</source>
        <translation>%L1 Einträge löschen?</translation>
    </message>
    <message>
        <source>Deleted %L1 entries.</source>
        <translation>%L1 Einträge sind gelöscht.</translation>
    </message>
</context>
</TS>
