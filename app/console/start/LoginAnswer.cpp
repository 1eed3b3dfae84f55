// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/start/LoginAnswer.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTime>

namespace postern
{

namespace
{

class LoginAnswerTexts
{
    Q_DECLARE_TR_FUNCTIONS(LoginAnswer)
};

} // namespace

QString loginRefusalText(const Error &error)
{
    if (error.kind == ErrorKind::Unauthorized)
        return LoginAnswerTexts::tr("The name or the password is not right.");
    const int seconds = error.data.value(QStringLiteral("retryAfterSeconds")).toInt();
    if (error.kind == ErrorKind::Throttled && seconds > 0) {
        const QTime again = QTime::currentTime().addSecs(seconds);
        return LoginAnswerTexts::tr("Too many wrong passwords came from here. Try again after %1.")
            .arg(QLocale().toString(again, QLocale::ShortFormat));
    }
    return error.text;
}

} // namespace postern
