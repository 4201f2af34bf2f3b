// The tables of the register's file.
#pragma once

namespace banxin::registry {

/// "BanX": tells a register from any other SQLite file.
inline constexpr int kApplication = 0x42616E58;
inline constexpr int kVersion = 3;

/// Statements that make the tables, the triggers that keep them append-only, and set application and version.
extern const char* const kTables;

}  // namespace banxin::registry
