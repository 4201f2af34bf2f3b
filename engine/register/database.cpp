// The connection and its statements over SQLite's C interface.
#include "register/database.hpp"

#include <algorithm>
#include <array>

#include <sqlite3.h>

namespace banxin::registry {
namespace {

constexpr int kPatience = 5'000;  // milliseconds that a writer waits for the others

[[noreturn]] void fail(sqlite3* connection) { throw Failure(sqlite3_extended_errcode(connection), sqlite3_errmsg(connection)); }

}  // namespace

Statement::Statement(sqlite3* connection, std::string_view sql) : connection_(connection) {
    if (sqlite3_prepare_v2(connection, sql.data(), static_cast<int>(sql.size()), &statement_, nullptr) != SQLITE_OK) fail(connection);
}
Statement::~Statement() { sqlite3_finalize(statement_); }

Statement& Statement::with(std::int64_t value) {
    if (sqlite3_bind_int64(statement_, ++bound_, value) != SQLITE_OK) fail(connection_);
    return *this;
}

Statement& Statement::with(std::string_view value) {
    const char* bytes = value.data() ? value.data() : "";  // a null pointer would bind NULL
    if (sqlite3_bind_text(statement_, ++bound_, bytes, static_cast<int>(value.size()), SQLITE_TRANSIENT) != SQLITE_OK) fail(connection_);
    return *this;
}

Statement& Statement::with_null() {
    if (sqlite3_bind_null(statement_, ++bound_) != SQLITE_OK) fail(connection_);
    return *this;
}

bool Statement::step() {
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) fail(connection_);
    return false;
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_, column); }

std::optional<int> Statement::optional_number(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL ? std::nullopt : std::optional(number(column));
}

std::string Statement::text(int column) const {
    const unsigned char* bytes = sqlite3_column_text(statement_, column);
    return bytes ? std::string(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)))
                 : std::string();
}

Database::Database(const std::string& path, Open how) {
    const int flags = SQLITE_OPEN_READWRITE | (how == Open::kNew ? SQLITE_OPEN_CREATE : 0) | SQLITE_OPEN_EXRESCODE;
    const int code = sqlite3_open_v2(path.c_str(), &connection_, flags, nullptr);
    if (code != SQLITE_OK) {
        const Failure failure(code, connection_ ? sqlite3_errmsg(connection_) : "out of memory");
        sqlite3_close(connection_);
        throw failure;
    }
    sqlite3_busy_timeout(connection_, kPatience);
}

Database::~Database() { sqlite3_close(connection_); }

void Database::execute(const std::string& sql) {
    if (sqlite3_exec(connection_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail(connection_);
}

std::int64_t Database::last_id() const { return sqlite3_last_insert_rowid(connection_); }

void Database::copy_to(const std::string& path) {
    Database target(path, Open::kNew);
    sqlite3_backup* backup = sqlite3_backup_init(target.connection_, "main", connection_, "main");
    if (!backup) fail(target.connection_);
    int code = SQLITE_OK;
    while ((code = sqlite3_backup_step(backup, -1)) == SQLITE_BUSY || code == SQLITE_LOCKED) sqlite3_sleep(10);
    sqlite3_backup_finish(backup);
    if (code != SQLITE_DONE) throw Failure(code, sqlite3_errstr(code));
    target.execute("PRAGMA journal_mode = DELETE");  // one file, to be carried away
}

Transaction::~Transaction() {
    if (!open_) return;
    try {
        database_.execute("ROLLBACK");
    } catch (const Failure&) {  // SQLite has undone it already
    }
}

void Transaction::commit() {
    database_.execute("COMMIT");
    open_ = false;
}

bool is_busy(int code) { return (code & 0xFF) == SQLITE_BUSY || (code & 0xFF) == SQLITE_LOCKED; }

bool is_unwritable(int code) {
    static constexpr std::array kCodes{SQLITE_FULL, SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_PERM};
    return std::any_of(kCodes.begin(), kCodes.end(), [&](int c) { return (code & 0xFF) == c; });
}

bool is_damage(int code) { return (code & 0xFF) == SQLITE_CORRUPT; }

}  // namespace banxin::registry
