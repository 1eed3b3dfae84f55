// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/list/ListProxy.h"
#include "app/console/list/ViewMemory.h"
#include "tests/gui/support/ConsoleFixture.h"

#include <QHeaderView>
#include <QStandardItemModel>
#include <QTemporaryDir>

using namespace postern;
using postern::test::ConsoleFixture;

namespace
{

/// A list of three columns that remembers in `memory`.
class SmallList
{
public:
    explicit SmallList(ViewMemory &memory) : m_theme(ColorScheme::Light, QFont()), m_model(2, 3)
    {
        m_proxy.setSourceModel(&m_model);
        const QList<ListColumn> columns{
            {ColumnKind::Box, 40}, {ColumnKind::Link, -1}, {ColumnKind::Text, 100}};
        m_table = std::make_unique<ListTable>(m_theme, columns, m_proxy);
        m_table->rememberColumns(memory, QStringLiteral("small"));
        m_table->resize(800, 200);
        m_table->show();
    }

    [[nodiscard]] QHeaderView &header() { return *m_table->horizontalHeader(); }
    [[nodiscard]] bool isShown() { return QTest::qWaitForWindowExposed(m_table.get()); }

private:
    Theme m_theme;
    QStandardItemModel m_model;
    ListProxy m_proxy;
    std::unique_ptr<ListTable> m_table;
};

/// Takes the edge between columns 1 and 2 and pulls it `by` pixels.
void pullEdge(QHeaderView &header, int by)
{
    QWidget *ground = header.viewport();
    const QPoint edge(header.sectionViewportPosition(2) + header.sectionSize(2) - 1,
                      header.height() / 2);
    QTest::mousePress(ground, Qt::LeftButton, {}, edge);
    QTest::mouseMove(ground, edge + QPoint(by / 2, 0));
    QTest::mouseMove(ground, edge + QPoint(by, 0));
    QTest::mouseRelease(ground, Qt::LeftButton, {}, edge + QPoint(by, 0));
}

} // namespace

/// How wide the columns of a list are, and which of them a narrow window leaves out.
class tst_Columns : public QObject
{
    Q_OBJECT

private slots:
    void pulledColumnIsRemembered();
    void columnsFoldFromTheRight();
    void theLastColumnReachesTheEdge();
};

void tst_Columns::pulledColumnIsRemembered()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("view.ini"));
    int pulled = 0;
    {
        ViewMemory memory(path);
        SmallList list(memory);
        QVERIFY(list.isShown());
        const int before = list.header().sectionSize(2);
        pullEdge(list.header(), -30);
        pulled = list.header().sectionSize(2);
        QCOMPARE(pulled, before - 30);
    }
    ViewMemory memory(path);
    SmallList again(memory);
    QVERIFY(again.isShown());
    QCOMPARE(again.header().sectionSize(2), pulled);
    ViewMemory unreadable(folder.path()); // a folder, not a file
    SmallList fresh(unreadable);
    QVERIFY(fresh.isShown());
    QCOMPARE(fresh.header().sectionSize(2), pulled + 30);
}

void tst_Columns::columnsFoldFromTheRight()
{
    ConsoleFixture console;
    console.fillAsPictured();
    QVERIFY(console.open());
    const QHeaderView &header = *console.table().horizontalHeader();
    const int changed = console.rows().columnCount() - 1;
    QCOMPARE(header.hiddenSectionCount(), 0);
    console.window().resize(1100, 800);
    QTRY_VERIFY(header.isSectionHidden(changed));
    QVERIFY(!header.isSectionHidden(changed - 1));
    console.window().resize(760, 800);
    QTRY_VERIFY(header.isSectionHidden(changed - 1));
    QVERIFY(!header.isSectionHidden(WhitelistModel::addressColumn));
    QVERIFY(!header.isSectionHidden(WhitelistModel::descriptionColumn));
    console.window().resize(1280, 800);
    QTRY_COMPARE(header.hiddenSectionCount(), 0);
}

void tst_Columns::theLastColumnReachesTheEdge()
{
    ConsoleFixture console;
    console.fillAsPictured();
    QVERIFY(console.open());
    for (const int width : {1280, 1600, 1000}) {
        console.window().resize(width, 800);
        QTRY_COMPARE(console.table().horizontalHeader()->length(),
                     console.table().viewport()->width());
    }
}

QTEST_MAIN(tst_Columns)
#include "tst_Columns.moc"
