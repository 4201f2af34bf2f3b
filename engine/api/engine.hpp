// What engines and documents are made of.
#pragma once

#include <deque>
#include <memory>
#include <string>

#include "api/calls.hpp"
#include "batch/run.hpp"
#include "font/choose.hpp"
#include "library/library.hpp"
#include "press/typeset.hpp"

namespace banxin::api {

/// Immutable but for layouts that are read when first asked for, which is guarded.
struct Engine {
    std::deque<std::string> kept;  // bytes of the layouts that were handed in
    Library library;               // used by `layouts` alone, under its lock
    batch::Layouts layouts{[this](const std::string& name, SourcePos where, Diagnostics& diagnostics) {
        return library.layout({}, name, where, diagnostics);
    }};
    font::Catalogue catalogue;
    font::Choice choice;

    const font::FontSet& fonts() const { return *choice.fonts; }
    /// By a caller's or a brief's name; "" is the default. Null: a fault was reported.
    LayoutPtr layout(const std::string& name, SourcePos where, Diagnostics& diagnostics);
};

/// The producer in a PDF: the same as the program's.
inline constexpr const char* kProducer = "Banxin " BANXIN_VERSION;

}  // namespace banxin::api

struct banxin_engine {
    std::shared_ptr<banxin::api::Engine> of;
};

struct banxin_document {
    std::shared_ptr<banxin::api::Engine> engine;
    banxin::LayoutPtr layout;
    banxin::press::Typeset typeset;
};
