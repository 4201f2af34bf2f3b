// The connection and its statements over SQLite's C interface.
#include "register/database.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <memory>

#include <fmt/format.h>
#include <sqlite3.h>

namespace banxin::registry {
namespace {

constexpr int kPatience = 5'000;  // milliseconds that a writer waits for the others

[[noreturn]] void fail(sqlite3* connection) { throw Failure(sqlite3_extended_errcode(connection), sqlite3_errmsg(connection)); }

bool has_log(const std::string& path) {
    std::error_code error;
    return std::filesystem::file_size(path + "-wal", error) > 0 && !error;
}

/// Tells SQLite that nothing changes the file, so that it needs no log.
std::string as_uri(const std::string& path) {
    std::string out = "file:";
    for (const char c : path) {
        if (c == '%' || c == '?' || c == '#') out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        else out += c;
    }
    return out + "?immutable=1";
}

}  // namespace

Failure damage(const std::string& text) { return {SQLITE_CORRUPT, text}; }

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

Statement& Statement::with(const Statement& row, int column) {
    if (sqlite3_bind_value(statement_, ++bound_, sqlite3_column_value(row.statement_, column)) != SQLITE_OK) fail(connection_);
    return *this;
}

Statement& Statement::again() {
    sqlite3_reset(statement_);
    bound_ = 0;
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

int Statement::columns() const { return sqlite3_column_count(statement_); }

std::string Statement::text(int column) const {
    const unsigned char* bytes = sqlite3_column_text(statement_, column);
    return bytes ? std::string(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)))
                 : std::string();
}

Database::Database(const std::string& path, Open how) {
    if (how == Open::kMemory) {
        open(":memory:", SQLITE_OPEN_READWRITE);
        return;
    }
    try {
        open(path, SQLITE_OPEN_READWRITE);
        execute("PRAGMA schema_version");  // reads: only now is it known whether it can be read
    } catch (const Failure& failure) {
        close();
        // Nobody is at work with a register that has no log beside it, and this user could not begin one.
        if (how != Open::kReading || !has_no_room_for_log(failure.code) || has_log(path)) throw;
        open(as_uri(path), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
    }
    if (how == Open::kReading) execute("PRAGMA query_only = ON");
}

void Database::open(const std::string& path, int flags) {
    const int code = sqlite3_open_v2(path.c_str(), &connection_, flags | SQLITE_OPEN_EXRESCODE, nullptr);
    if (code != SQLITE_OK) {
        const Failure failure(code, connection_ ? sqlite3_errmsg(connection_) : "out of memory");
        close();
        throw failure;
    }
    sqlite3_busy_timeout(connection_, kPatience);
}

Database::~Database() { close(); }

void Database::close() {
    sqlite3_close(connection_);
    connection_ = nullptr;
}

void Database::execute(const std::string& sql) {
    if (sqlite3_exec(connection_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail(connection_);
}

std::int64_t Database::last_id() const { return sqlite3_last_insert_rowid(connection_); }

std::string Database::bytes() {
    execute("BEGIN; SELECT count(*) FROM sqlite_master");  // from here on it sees one state, though others write
    sqlite3_int64 size = 0;
    const std::unique_ptr<unsigned char, void (*)(void*)> all(sqlite3_serialize(connection_, "main", &size, 0), sqlite3_free);
    execute("ROLLBACK");
    if (!all) throw Failure(SQLITE_NOMEM, sqlite3_errstr(SQLITE_NOMEM));
    std::string out(reinterpret_cast<const char*>(all.get()), static_cast<std::size_t>(size));
    constexpr std::size_t kWriteVersion = 18, kReadVersion = 19;  // 1: without a log, one file to be carried away
    if (out.size() > kReadVersion) out[kWriteVersion] = out[kReadVersion] = 1;
    return out;
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

std::string_view in_chinese(int code) {
    if (code == SQLITE_IOERR_SHMSIZE || code == SQLITE_IOERR_WRITE) return "磁盘空间不足或无法写入";
    switch (code & 0xFF) {
        case SQLITE_FULL: return "磁盘空间不足";
        case SQLITE_IOERR: return "磁盘读写出错";
        case SQLITE_CANTOPEN: return "文件无法打开";
        case SQLITE_READONLY:
        case SQLITE_PERM: return "没有写入权限";
        case SQLITE_CORRUPT: return "内容损坏";
        case SQLITE_NOTADB: return "不是数据库文件";
        case SQLITE_NOMEM: return "内存不足";
        default: return "数据库出错";
    }
}

bool is_busy(int code) { return (code & 0xFF) == SQLITE_BUSY || (code & 0xFF) == SQLITE_LOCKED; }

bool is_unwritable(int code) {
    static constexpr std::array kCodes{SQLITE_FULL, SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_PERM};
    return std::any_of(kCodes.begin(), kCodes.end(), [&](int c) { return (code & 0xFF) == c; });
}

bool is_forbidden(int code) { return (code & 0xFF) == SQLITE_READONLY || (code & 0xFF) == SQLITE_PERM; }

bool is_refusal(int code) { return (code & 0xFF) == SQLITE_CONSTRAINT; }

bool has_no_room_for_log(int code) { return wants_its_log(code) || (code & 0xFF) == SQLITE_FULL || (code & 0xFF) == SQLITE_IOERR; }

bool wants_its_log(int code) { return (code & 0xFF) == SQLITE_CANTOPEN || (code & 0xFF) == SQLITE_READONLY; }

bool is_damage(int code) { return (code & 0xFF) == SQLITE_CORRUPT; }

}  // namespace banxin::registry
