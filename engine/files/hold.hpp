// Locks on files that SQLite has open, too.
#pragma once

#include <memory>
#include <string>

namespace banxin {

/// A lock on a file, shared with others that share it or alone, in this process and others; until the object goes.
/// A descriptor of the file stays open as long as the process lives: closing one would drop the locks that SQLite has of the file.
class Hold {
  public:
    /// Waits for one who has it alone. A file that is not there is for others to report: then nothing is held.
    static std::unique_ptr<Hold> shared(const std::string& path);
    /// Does not wait. Null: others hold it.
    static std::unique_ptr<Hold> alone(const std::string& path);
    ~Hold();
    Hold(const Hold&) = delete;
    Hold& operator=(const Hold&) = delete;

    /// From now on it is known that this file may be open.
    static void note(const std::string& path);
    /// The file was held or noted before, under whatever name: it is not to be opened and closed by others.
    static bool is_noted(const std::string& path);

  private:
    struct File;
    Hold(File* file, bool alone) : file_(file), alone_(alone) {}
    static File* file_at(const std::string& path, bool make);
    File* file_;  // null: nothing is held
    bool alone_;
};

}  // namespace banxin
