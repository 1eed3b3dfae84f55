// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/ConsoleApplication.h"
#include "app/console/Language.h"

#include <QApplication>
#include <QTextStream>

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("postern"));
    QApplication::setApplicationVersion(QStringLiteral(POSTERN_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("postern"));
    const QStringList arguments = QApplication::arguments();
    if (arguments.contains(QLatin1String("--help"))) {
        QTextStream(stdout) << postern::ConsoleOptions::helpText();
        return 0;
    }
    if (arguments.contains(QLatin1String("--version"))) {
        QTextStream(stdout) << QStringLiteral("postern ") << QApplication::applicationVersion()
                            << Qt::endl;
        return 0;
    }
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
