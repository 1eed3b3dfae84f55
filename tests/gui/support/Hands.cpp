// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/support/Hands.h"

#include "tests/gui/support/Nameless.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>

namespace postern::test
{

QWidget *Hands::shown(const char *name) const
{
    auto *widget = find(name);
    if (widget != nullptr && widget->isVisible())
        return widget;
    QTest::qFail(qPrintable(QStringLiteral("%1 is not shown").arg(QLatin1String(name))), __FILE__,
                 __LINE__);
    return nullptr;
}

void Hands::click(const char *name)
{
    // What was just shown is laid out at the next turn of the loop.
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    if (QWidget *widget = shown(name))
        QTest::mouseClick(widget, Qt::LeftButton);
}

void Hands::empty(QWidget *field)
{
    QTest::mouseClick(field, Qt::LeftButton);
    QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(field, Qt::Key_Delete);
}

void Hands::type(const char *name, const QString &text)
{
    if (QWidget *field = shown(name)) {
        empty(field);
        QTest::keyClicks(field, text);
    }
}

void Hands::paste(const char *name, const QString &text)
{
    if (QWidget *field = shown(name)) {
        QGuiApplication::clipboard()->setText(text);
        empty(field);
        QTest::keyClick(field, Qt::Key_V, Qt::ControlModifier);
    }
}

void Hands::key(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QWidget *target = QApplication::focusWidget();
    QTest::keyClick(target != nullptr ? target : m_window, key, modifiers);
}

bool Hands::isShown(const char *name) const
{
    auto *widget = find(name);
    return widget != nullptr && widget->isVisible();
}

bool Hands::isOn(const char *name) const
{
    return isShown(name) && find(name)->isEnabled();
}

QString Hands::textOf(const char *name) const
{
    auto *widget = find(name);
    if (widget == nullptr || !widget->isVisible())
        return {};
    if (const auto *label = qobject_cast<QLabel *>(widget))
        return label->text();
    const auto *field = qobject_cast<QLineEdit *>(widget);
    return field != nullptr ? field->text() : QString();
}

QStringList Hands::nameless() const
{
    return test::nameless(*m_window);
}

int Hands::rowOf(const QString &text) const
{
    for (int row = 0; row < rows().rowCount(); ++row) {
        if (rows().index(row, 1).data().toString() == text)
            return row;
    }
    return -1;
}

QString Hands::cell(const QString &rowText, int column) const
{
    return rows().index(rowOf(rowText), column).data().toString();
}

void Hands::clickCell(int row, int column)
{
    const QRect place = table().visualRect(rows().index(row, column));
    const QPoint point(place.left() + std::min(20, place.width() / 2), place.center().y());
    QTest::mouseMove(table().viewport(), point);
    QTest::mouseClick(table().viewport(), Qt::LeftButton, {}, point);
}

void Hands::clickCellOf(const QString &text, int column)
{
    const int row = rowOf(text);
    QVERIFY2(row >= 0, qPrintable(text));
    clickCell(row, column);
}

void Hands::tick(const QString &text)
{
    clickCellOf(text, 0);
}

void Hands::openRow(const QString &text)
{
    clickCellOf(text, 1);
}

} // namespace postern::test
