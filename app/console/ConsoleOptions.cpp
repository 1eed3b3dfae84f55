// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/ConsoleOptions.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace postern
{

namespace
{

QString text(const char *source)
{
    return QCoreApplication::translate("ConsoleOptions", source);
}

void addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        text(QT_TRANSLATE_NOOP("ConsoleOptions", "Console of the Postern mail relay.")));
    parser.addOption(
        {QStringLiteral("help"), text(QT_TRANSLATE_NOOP("ConsoleOptions", "Shows this text."))});
    parser.addOption({QStringLiteral("version"),
                      text(QT_TRANSLATE_NOOP("ConsoleOptions", "Shows the version."))});
    parser.addOption(
        {QStringLiteral("pair-file"),
         text(QT_TRANSLATE_NOOP("ConsoleOptions",
                                "Pairs with the link in FILE; - reads standard input.")),
         QStringLiteral("FILE")});
    parser.addOption(
        {QStringLiteral("color-scheme"),
         text(QT_TRANSLATE_NOOP(
             "ConsoleOptions",
             "light, dark, light-contrast or dark-contrast, whatever the desktop says.")),
         QStringLiteral("SCHEME")});
    parser.addOption({QStringLiteral("settings"),
                      text(QT_TRANSLATE_NOOP("ConsoleOptions", "Keeps the saved servers in FILE.")),
                      QStringLiteral("FILE")});
    parser.addOption(
        {QStringLiteral("language"),
         text(QT_TRANSLATE_NOOP("ConsoleOptions", "Speaks LANGUAGE (de or en), not the system's.")),
         QStringLiteral("LANGUAGE")});
    parser.addPositionalArgument(
        QStringLiteral("link"),
        text(QT_TRANSLATE_NOOP("ConsoleOptions", "A postern:// link; asks before it connects.")),
        QStringLiteral("[link]"));
}

Error wrongUsage(const QString &sentence)
{
    return {ErrorKind::Invalid, sentence};
}

} // namespace

Result<ConsoleOptions> ConsoleOptions::parse(const QStringList &arguments)
{
    QCommandLineParser parser;
    addOptions(parser);
    if (!parser.parse(arguments))
        return wrongUsage(parser.errorText());
    ConsoleOptions options;
    options.pairFile = parser.value(QStringLiteral("pair-file"));
    options.language = parser.value(QStringLiteral("language"));
    options.settingsFile = parser.value(QStringLiteral("settings"));
    const QString scheme = parser.value(QStringLiteral("color-scheme"));
    if (scheme == QLatin1String("light"))
        options.colorScheme = ColorScheme::Light;
    else if (scheme == QLatin1String("dark"))
        options.colorScheme = ColorScheme::Dark;
    else if (scheme == QLatin1String("light-contrast"))
        options.colorScheme = ColorScheme::LightContrast;
    else if (scheme == QLatin1String("dark-contrast"))
        options.colorScheme = ColorScheme::DarkContrast;
    else if (parser.isSet(QStringLiteral("color-scheme")))
        return wrongUsage(
            text(QT_TRANSLATE_NOOP(
                     "ConsoleOptions",
                     "--color-scheme takes light, dark, light-contrast or dark-contrast, not %1."))
                .arg(scheme));
    const QStringList rest = parser.positionalArguments();
    if (rest.size() > 1)
        return wrongUsage(text(QT_TRANSLATE_NOOP("ConsoleOptions", "One link at most is taken.")));
    if (!rest.isEmpty() && !rest.constFirst().startsWith(QLatin1String("postern://"))) {
        return wrongUsage(
            text(QT_TRANSLATE_NOOP("ConsoleOptions",
                                   "%1 is no pairing link; one begins with postern://."))
                .arg(rest.constFirst()));
    }
    options.link = rest.value(0);
    return options;
}

QString ConsoleOptions::helpText()
{
    QCommandLineParser parser;
    addOptions(parser);
    return parser.helpText();
}

} // namespace postern
