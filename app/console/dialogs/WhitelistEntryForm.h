// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console/theme/Theme.h"
#include "shared/model/WhitelistEntry.h"

#include <QWidget>

class QVBoxLayout;

namespace postern
{

class LineField;
class LiveLine;
class ServiceToggles;

/// The fields of a whitelist entry and what is said beside them. Judges what needs no server: does
/// the address parse, is it wide, is a service on. Knows nothing of saving.
class WhitelistEntryForm : public QWidget
{
    Q_OBJECT

public:
    explicit WhitelistEntryForm(const Theme &theme, QWidget *parent = nullptr);

    void setEntry(const WhitelistEntry &entry);
    [[nodiscard]] QString addressText() const;
    [[nodiscard]] QString descriptionText() const;
    [[nodiscard]] Services services() const;
    /// The parsed address, or the error that the line says.
    [[nodiscard]] Result<AddressRange> range() const;
    /// What was typed to confirm a very wide range, or empty when that is not asked.
    [[nodiscard]] QString confirmation() const;
    /// The address parses, at least one service is on, the description fits, a wide range is
    /// confirmed.
    [[nodiscard]] bool isComplete() const;

    /// What the server says the change will do; shown until the next edit. What it refused before
    /// is not so any more.
    void showEffects(const QStringList &sentences);
    /// The server refused: said beside the field it concerns. False if it concerns none of them.
    bool showRefusal(const Error &error);
    void askConfirmation();
    void setReadOnly(bool readOnly);
    void setAddressFixed(bool fixed);
    [[nodiscard]] QWidget *firstField() const;

signals:
    void edited();

private:
    QVBoxLayout *makeSection(int reservedDesigned, QVBoxLayout *column);
    void makeAddress(QVBoxLayout *column);
    void makeDescription(QVBoxLayout *column);
    void onEdited();
    void judgeAddress();
    void judgeDescription();
    void useCorrection(const QString &text);

    const Theme &m_theme;
    LineField *m_addressField = nullptr;
    LiveLine *m_meaningLine = nullptr;
    LiveLine *m_effectLine = nullptr;
    QWidget *m_confirmRow = nullptr;
    LineField *m_confirmField = nullptr;
    LineField *m_descriptionField = nullptr;
    LiveLine *m_descriptionLine = nullptr;
    ServiceToggles *m_services = nullptr;
    bool m_isRefusedWidth = false;
    bool m_isConfirmationAsked = false; ///< by the server
    bool m_isAddressRefused = false;
};

} // namespace postern
