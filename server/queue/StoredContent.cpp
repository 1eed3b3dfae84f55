// SPDX-FileCopyrightText: The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/queue/StoredContent.h"

#include "server/storage/QueueStore.h"

#include <memory>

namespace postern::queue
{

namespace
{

/// Copies share the connection: a function object must be copyable.
class Reader
{
public:
    Reader(storage::DatabaseUrl url, std::unique_ptr<storage::Database> database)
        : m_url(std::move(url)),
          m_database(std::make_shared<std::unique_ptr<storage::Database>>(std::move(database)))
    {}

    Result<QByteArray> operator()(const QString &messageId, int sequence) const
    {
        if (!(*m_database)->isConnected()) {
            auto again = storage::Database::open(m_url);
            if (!again.ok())
                return again.error();
            *m_database = std::move(again).value();
        }
        return storage::QueueStore(**m_database).readChunk(messageId, sequence);
    }

private:
    storage::DatabaseUrl m_url;
    std::shared_ptr<std::unique_ptr<storage::Database>> m_database;
};

} // namespace

delivery::OpenContent storedContent(const storage::DatabaseUrl &url)
{
    return [url]() -> Result<delivery::ReadContent> {
        auto opened = storage::Database::open(url);
        if (!opened.ok())
            return opened.error();
        return delivery::ReadContent(Reader(url, std::move(opened).value()));
    };
}

} // namespace postern::queue
