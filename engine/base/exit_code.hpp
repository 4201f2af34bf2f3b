// The one table of exit codes, the same for every command.
#pragma once

namespace banxin {

enum class ExitCode : int {
    kDone = 0,
    kToConfirm = 1,   // done, but a person must look at something
    kUsage = 2,       // the command line is wrong
    kBadInput = 3,    // a brief, layout or font is wrong or refused; nothing was written
    kSomeFailed = 4,  // some editions of a batch failed; they are listed
    kInternal = 70,   // a fault of ours
    kTemporary = 75,  // try again: disk full, file busy
};

}  // namespace banxin
