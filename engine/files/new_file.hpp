// A file in the making: it has no name until it is whole, so that a program that ends early leaves nothing behind.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "base/diagnostics.hpp"
#include "files/descriptor.hpp"

namespace banxin {

/// Reports an error of the system about a file to be written: one that a second try may mend, or not.
bool fail_to_write(const std::string& path, int error, Diagnostics& diagnostics);

class NewFile {
  public:
    /// In the folder of `path`, where there is room and right for it. Null: errno says why not.
    static std::unique_ptr<NewFile> in_folder_of(const std::string& path);
    /// What still has a temporary name alone goes.
    ~NewFile();
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;

    bool write(std::string_view bytes);
    /// Gives it a short name that nothing has, for a moment: it is for the caller to rename or remove it.
    bool name_for_now(std::string& name);
    /// Written, on the disk with its name `path`, which nothing had before. False, and reported: it is not there.
    bool publish(const std::string& path, std::string_view bytes, Diagnostics& diagnostics);

  private:
    NewFile(int fd, std::string folder, std::string name) : file_(fd), folder_(std::move(folder)), name_(std::move(name)) {}
    bool link_to(const std::string& path);

    Descriptor file_;
    std::string folder_;  // "" or ending in '/'
    std::string name_;    // where the file system knows no files without a name
};

/// One file published. False, and reported: it is not there.
bool publish(const std::string& path, std::string_view bytes, Diagnostics& diagnostics);

/// The names in a folder are on the disk. False: errno says why not.
bool sync_folder(const std::string& folder);

}  // namespace banxin
