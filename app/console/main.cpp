// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/ConsoleApplication.h"
#include "app/console/Language.h"

#include <QApplication>
#include <QTextStream>

namespace
{

/// What needs no display, which a shell on a server does not have; false if it is something else.
bool answerInText(int argc, char *argv[])
{
    const QCoreApplication named(argc, argv); // the help says the program's name
    for (int i = 1; i < argc; ++i) {
        const QByteArrayView argument(argv[i]);
        if (argument == "--help") {
            QTextStream(stdout) << postern::ConsoleOptions::helpText();
            return true;
        }
        if (argument == "--version") {
            QTextStream(stdout) << QStringLiteral("postern " POSTERN_VERSION) << Qt::endl;
            return true;
        }
    }
    return false;
}

} // namespace

int main(int argc, char *argv[])
{
    if (answerInText(argc, argv))
        return 0;
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("postern"));
    QApplication::setApplicationVersion(QStringLiteral(POSTERN_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("postern"));
    const QStringList arguments = QApplication::arguments();
    const postern::Result<postern::ConsoleOptions> options =
        postern::ConsoleOptions::parse(arguments);
    if (!options.ok()) {
        QTextStream(stderr) << options.error().text << Qt::endl;
        return 2;
    }
    postern::speak(options->language);
    postern::ConsoleApplication console(*options);
    console.start();
    return QApplication::exec();
}
