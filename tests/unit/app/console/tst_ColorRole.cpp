// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console/theme/IconRenderer.h"
#include "app/console/theme/Theme.h"

#include <QDir>
#include <QTest>

#include <array>

using namespace postern;

Q_DECLARE_METATYPE(postern::ColorRole)

namespace
{

constexpr std::array allSchemes{ColorScheme::Light, ColorScheme::Dark, ColorScheme::LightContrast,
                                ColorScheme::DarkContrast};

} // namespace

class tst_ColorRole : public QObject
{
    Q_OBJECT

private slots:
    void knowsTheExtremesOfContrast();
    void textIsReadable_data();
    void textIsReadable();
    void shapesAreVisible();
    void highContrastShowsEveryEdge();
    void sizesFollowTheFont();
    void drawsEveryIconInItsColour();
};

void tst_ColorRole::knowsTheExtremesOfContrast()
{
    QCOMPARE(qRound(contrastOf(Qt::black, Qt::white)), 21);
    QCOMPARE(qRound(contrastOf(Qt::white, Qt::white)), 1);
}

void tst_ColorRole::textIsReadable_data()
{
    QTest::addColumn<ColorRole>("ink");
    QTest::addColumn<QList<ColorRole>>("grounds");
    const QList<ColorRole> everywhere{
        ColorRole::Rail,    ColorRole::Nav,        ColorRole::Base,        ColorRole::Panel,
        ColorRole::Raised,  ColorRole::Footer,     ColorRole::Field,       ColorRole::ButtonFace,
        ColorRole::Well,    ColorRole::Hover,      ColorRole::Selected,    ColorRole::Ticked,
        ColorRole::Fresh,   ColorRole::DangerBand, ColorRole::WarningBand, ColorRole::SuccessBand,
        ColorRole::InfoBand};
    const QList<ColorRole> rows{ColorRole::Base, ColorRole::Hover, ColorRole::Selected,
                                ColorRole::Ticked, ColorRole::Fresh};
    QTest::newRow("text") << ColorRole::Text << everywhere;
    QTest::newRow("muted") << ColorRole::Muted
                           << rows
                                  + QList<ColorRole>{ColorRole::Rail, ColorRole::Nav,
                                                     ColorRole::Raised, ColorRole::Field};
    QTest::newRow("link") << ColorRole::Link
                          << rows + QList<ColorRole>{ColorRole::InfoBand, ColorRole::SuccessBand};
    QTest::newRow("danger") << ColorRole::Danger
                            << QList<ColorRole>{ColorRole::Raised, ColorRole::ButtonFace,
                                                ColorRole::DangerBand, ColorRole::Rail};
    QTest::newRow("warning") << ColorRole::Warning
                             << QList<ColorRole>{ColorRole::Raised, ColorRole::WarningBand,
                                                 ColorRole::Rail};
    QTest::newRow("success") << ColorRole::Success
                             << QList<ColorRole>{ColorRole::SuccessBand, ColorRole::Rail};
    QTest::newRow("on accent") << ColorRole::OnAccent
                               << QList<ColorRole>{ColorRole::Accent, ColorRole::AccentPressed};
}

void tst_ColorRole::textIsReadable()
{
    QFETCH(ColorRole, ink);
    QFETCH(QList<ColorRole>, grounds);
    for (const ColorScheme scheme : allSchemes) {
        for (const ColorRole ground : std::as_const(grounds)) {
            const double contrast = contrastOf(colorOf(ink, scheme), colorOf(ground, scheme));
            // WCAG 1.4.3, and with high contrast 1.4.6; white on a fill stays readable in both.
            const bool isStrong = hasHighContrast(scheme) && ink != ColorRole::OnAccent;
            QVERIFY2(contrast >= (isStrong ? 7.0 : 4.5),
                     qPrintable(QStringLiteral("%1 on role %2, scheme %3")
                                    .arg(contrast)
                                    .arg(static_cast<int>(ground))
                                    .arg(static_cast<int>(scheme))));
        }
    }
}

// WCAG 1.4.11: what tells a control's state or edge has 3:1.
void tst_ColorRole::shapesAreVisible()
{
    for (const ColorScheme scheme : allSchemes) {
        for (const ColorRole ground : {ColorRole::Base, ColorRole::Raised, ColorRole::Field}) {
            const QColor on = colorOf(ground, scheme);
            QVERIFY(contrastOf(colorOf(ColorRole::Control, scheme), on) >= 3.0);
            QVERIFY(contrastOf(colorOf(ColorRole::Focus, scheme), on) >= 3.0);
            QVERIFY(contrastOf(colorOf(ColorRole::Accent, scheme), on) >= 3.0);
        }
    }
}

// What is decoration elsewhere is an edge that is needed with high contrast.
void tst_ColorRole::highContrastShowsEveryEdge()
{
    for (const ColorScheme scheme : {ColorScheme::LightContrast, ColorScheme::DarkContrast}) {
        const QColor base = colorOf(ColorRole::Base, scheme);
        QVERIFY(contrastOf(colorOf(ColorRole::Hair, scheme), base) >= 3.0);
        for (const ColorRole edge : {ColorRole::Edge, ColorRole::MarkEdge, ColorRole::Control,
                                     ColorRole::Off, ColorRole::Focus})
            QVERIFY(contrastOf(colorOf(edge, scheme), base) >= 4.5);
    }
}

void tst_ColorRole::sizesFollowTheFont()
{
    QFont font;
    font.setPixelSize(13);
    QCOMPARE(Theme(ColorScheme::Light, font).px(36), 36);
    font.setPixelSize(26);
    const Theme doubled(ColorScheme::Light, font);
    QCOMPARE(doubled.px(36), 72);
    QCOMPARE(doubled.font(TextStyle::PageTitle).pixelSize(), 40);
}

void tst_ColorRole::drawsEveryIconInItsColour()
{
    IconRenderer renderer;
    const QStringList files = QDir(QStringLiteral(":/postern/icons")).entryList();
    QVERIFY(files.size() > 20);
    for (const QString &file : files) {
        const QString name = file.chopped(4);
        const QImage image = renderer.render(name, 24, Qt::red, 2.0, 1.5).toImage();
        QCOMPARE(image.size(), QSize(48, 48));
        int drawn = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const QColor color = image.pixelColor(x, y);
                if (color.alpha() < 128)
                    continue;
                ++drawn;
                QVERIFY2(color.red() > 200 && color.green() < 60, qPrintable(name));
            }
        }
        QVERIFY2(drawn > 20, qPrintable(name));
    }
    QVERIFY(renderer.render(QStringLiteral("no-such-icon"), 24, Qt::red, 1.0, 1.5).isNull());
}

QTEST_MAIN(tst_ColorRole)
#include "tst_ColorRole.moc"
