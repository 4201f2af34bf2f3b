// Locks on files that SQLite has open, too.
#pragma once

#include <memory>
#include <string>

#include <sys/types.h>

namespace banxin {

/// A lock on a file, shared with others that share it or alone, in this process and others; until the object goes.
/// A descriptor of the file stays open as long as the process lives: closing one would drop the locks that SQLite has of the file.
class Hold {
  public:
    /// Waits for one who has it alone. A file that is not there is for others to report: then nothing is held.
    static std::unique_ptr<Hold> shared(const std::string& path);
    /// Does not wait. Null: others hold it.
    static std::unique_ptr<Hold> alone(const std::string& path);
    /// Of a name that is to be given in this file's care, alone and without waiting. Null: others hold it.
    static std::unique_ptr<Hold> of_name(const std::string& path, const std::string& name);
    ~Hold();
    Hold(const Hold&) = delete;
    Hold& operator=(const Hold&) = delete;

    /// From now on it is known that this file may be open.
    static void note(const std::string& path);
    /// The file was held or noted before, under whatever name: it is not to be opened and closed by others.
    static bool is_noted(const std::string& path);

  private:
    struct File;
    explicit Hold(bool alone) : alone_(alone) {}
    static File* file_at(const std::string& path, bool make);
    File* file_ = nullptr;  // null: nothing is held
    bool alone_;
    off_t name_ = 0;  // the place of the name of which it is alone; 0: it is of the file
};

}  // namespace banxin
