// A brief with fields: read once, bound to each row of a table. What it gives is a brief as if it were typed.
//   <editions .../>                             what the columns mean; first in <brief>
//   <field name="F"/>  attribute="{F}"          the row's text
//   <when field="F" is="a|b">  <unless ...>     kept where F is one of these; without `is`: where F is not empty
//   <each field="F" separator="、"> <item/>     once for each part of F
//   <figure field="F">17</figure>               a figure that must be the table's
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.hpp"
#include "table/table.hpp"
#include "xml/builder.hpp"
#include "xml/document.hpp"

namespace banxin::edition {

/// True where the brief has no fields; else the first is reported: it needs a table.
bool has_no_fields(const xml::Document& brief, Diagnostics& diagnostics);

/// A figure of one edition beside the table's, for proof-reading.
struct Figure {
    std::size_t row = 0, column = 0;
    std::string text;  // as the brief has it
    SourcePos pos;
};

/// What <editions> declares. Columns that are not declared are empty.
struct Roles {
    std::vector<std::size_t> names;                        // the edition's own: each must occur, and in no other edition
    std::vector<std::size_t> shared, must_name, must_not;  // lists of names
    std::string separator = "、";                          // of these lists
    std::optional<std::size_t> copies, first_copy, last_copy;
    std::optional<int> print_run;
    SourcePos pos, print_run_pos;
};

/// One step of binding. For this room alone.
struct Step {
    enum class Kind : std::uint8_t { kElement, kText, kField, kWhen, kUnless, kEach, kItem, kFigure };
    struct Part {
        std::string text;
        std::optional<std::size_t> column;  // none: `text` as it is
    };
    struct Attribute {
        std::string name;
        SourcePos name_pos, value_pos;
        std::vector<Part> parts;
    };
    Kind kind = Kind::kText;
    SourcePos pos;
    std::string name;  // of an element
    std::vector<Attribute> attributes;
    SourceText text;
    std::size_t column = 0;
    std::vector<std::string> is;
    SourcePos is_pos;
    std::string separator;
    std::vector<Step> inside;
};

/// Immutable; any number of threads may bind.
class Template {
  public:
    /// `table` must outlive it. Null: a fault was reported.
    static std::unique_ptr<Template> read(std::shared_ptr<const xml::Document> brief, const table::Table& table, std::size_t key,
                                          Diagnostics& diagnostics);

    /// The brief of one row; null where a cell that it uses is empty, or a figure differs. `figures` may be null.
    std::shared_ptr<const xml::Document> bind(std::size_t row, std::vector<Figure>* figures, Diagnostics& diagnostics) const;

    const Roles& roles() const { return roles_; }
    const table::Table& table() const { return *table_; }
    table::Cell key_cell(std::size_t row) const { return table_->row(row).cells[key_]; }
    std::string key(std::size_t row) const { return key_cell(row).str(); }
    std::size_t key_column() const { return key_; }
    const Step& root() const { return root_; }
    const xml::Document& brief() const { return *brief_; }

  private:
    friend class TemplateReader;
    std::shared_ptr<const xml::Document> brief_;
    const table::Table* table_ = nullptr;
    std::size_t key_ = 0;
    Roles roles_;
    Step root_;
};

/// Without the white space around it.
std::string_view trimmed(std::string_view text);
/// The parts between separators, each without the white space around it.
std::vector<std::string_view> parts_of(std::string_view text, std::string_view separator);

}  // namespace banxin::edition
