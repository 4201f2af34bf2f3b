// SQLite as the register uses it: one connection, statements, transactions. The only user of SQLite.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace banxin::registry {

/// What SQLite refused; thrown inside this room, told as a diagnostic at its border.
struct Failure : std::runtime_error {
    Failure(int with, const std::string& text) : std::runtime_error(text), code(with) {}
    int code;
};

/// Of a file whose rows cannot be what this program wrote.
Failure damage(const std::string& text);

class Statement {
  public:
    Statement(sqlite3* connection, std::string_view sql);
    ~Statement();
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    /// Binds the next parameter.
    Statement& with(std::int64_t value);
    Statement& with(int value) { return with(std::int64_t{value}); }
    Statement& with(std::string_view value);
    Statement& with(const std::string& value) { return with(std::string_view(value)); }
    Statement& with(const char* value) { return with(std::string_view(value)); }
    template <class T>
    Statement& with(const std::optional<T>& value) {
        return value ? with(*value) : with_null();
    }
    Statement& with_null();
    /// The cell of another statement's row, of whatever type.
    Statement& with(const Statement& row, int column);
    /// Ready for the next parameters.
    Statement& again();

    /// True: a row is there.
    bool step();
    std::int64_t integer(int column) const;
    int number(int column) const { return static_cast<int>(integer(column)); }
    std::optional<int> optional_number(int column) const;
    std::string text(int column) const;
    int columns() const;

  private:
    sqlite3* connection_;
    sqlite3_stmt* statement_ = nullptr;
    int bound_ = 0;
};

class Database {
  public:
    /// kReading: also where nothing may be written, and nothing is. kMemory: an empty one, without a file.
    enum class Open : std::uint8_t { kWriting, kReading, kMemory };
    Database(const std::string& path, Open how);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    Statement prepare(std::string_view sql) { return {connection_, sql}; }
    /// Several statements, without parameters or rows.
    void execute(const std::string& sql);
    std::int64_t last_id() const;
    /// A file with all that it has now.
    std::string bytes();

  private:
    void open(const std::string& path, int flags);
    void close();
    sqlite3* connection_ = nullptr;
};

/// Takes the right to write at once, so that what is read inside still holds when it is written; undone unless committed.
class Transaction {
  public:
    explicit Transaction(Database& database) : database_(database) { database_.execute("BEGIN IMMEDIATE"); }
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

  private:
    Database& database_;
    bool open_ = true;
};

/// What SQLite means by it.
std::string_view in_chinese(int code);
bool is_busy(int code);
/// The disk is full or cannot be written.
bool is_unwritable(int code);
/// There is no right to write, or the connection is for reading.
bool is_forbidden(int code);
bool is_damage(int code);
/// A trigger or a CHECK refused a row.
bool is_refusal(int code);
/// The log cannot be begun: no right to, or no room for it.
bool has_no_room_for_log(int code);
/// The file's log cannot be used without the right to write beside it.
bool wants_its_log(int code);

}  // namespace banxin::registry
