// What is allowed and hardly meant.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include "edition/checks.hpp"

namespace banxin::edition {
namespace {

void collect(const Step& step, std::vector<const Step*>& conditions, bool& varies) {
    varies = varies || (step.kind != Step::Kind::kElement && step.kind != Step::Kind::kText);
    for (const Step::Attribute& a : step.attributes)
        for (const Step::Part& part : a.parts) varies = varies || part.column.has_value();
    if (!step.is.empty()) conditions.push_back(&step);
    for (const Step& inside : step.inside) collect(inside, conditions, varies);
}

/// The different texts of a column, as many as anybody would read through.
class Values {
  public:
    void add(std::string_view text) {
        if (text.empty() || values_.size() == kMost) return;
        values_.emplace(text);
    }
    bool all() const { return values_.size() < kMost; }
    bool has(const std::string& text) const { return values_.contains(text); }
    /// A slip of it, or what begins with it or it begins with.
    std::string near(const std::string& text) const {
        const std::string_view slip = nearest(text, std::vector<std::string_view>(values_.begin(), values_.end()));
        return std::string(slip);
    }
    std::string shown() const {
        constexpr std::size_t kShown = 10;
        std::vector<std::string> out(values_.begin(), values_.end());
        if (out.size() > kShown) out.resize(kShown), out.emplace_back("…");
        return listed(out);
    }

  private:
    static constexpr std::size_t kMost = 1'000;
    std::set<std::string> values_;
};

/// A passage that no edition keeps, or leaves out; and a word beside others that is a slip of one in the table.
void check_condition(const Step& step, const Values& values, const std::string& column, Diagnostics& diagnostics) {
    if (!values.all()) return;
    const bool none = std::none_of(step.is.begin(), step.is.end(), [&](const std::string& is) { return values.has(is); });
    for (const std::string& is : step.is) {
        const std::string meant = values.has(is) ? "" : values.near(is);
        if (!meant.empty()) diagnostics.report(Code::kValueNowhere, step.is_pos, {is, column, meant});
        else if (none) diagnostics.report(Code::kValueNowhere, step.is_pos, {is, column, values.shown()});
    }
}

/// A list of names that holds another mark than the one that parts them.
void check_list(const Template& of, const table::Row& row, std::size_t column, Diagnostics& diagnostics) {
    static constexpr std::array<std::string_view, 4> kMarks{"，", ",", "；", ";"};
    const Roles& roles = of.roles();
    for (const std::string_view item : parts_of(row.cells[column].str(), roles.separator))
        if (std::any_of(kMarks.begin(), kMarks.end(), [&](std::string_view mark) { return item.find(mark) != item.npos; }))
            diagnostics.report(Code::kListItemMarks, row.cells[column].pos,
                               {row.cells[of.key_column()].str(), item, of.table().columns[column].str(), roles.separator});
}

}  // namespace

void check_sense(const Template& of, Diagnostics& diagnostics) {
    std::vector<const Step*> conditions;
    bool varies = of.roles().pos.file != nullptr;
    collect(of.root(), conditions, varies);
    const table::Table& table = of.table();
    if (!varies && table.size() > 1) diagnostics.report(Code::kNothingVaries, of.brief().root().pos(), {fmt::format("{}", table.size())});
    std::vector<std::size_t> lists = of.roles().must_not;
    lists.insert(lists.end(), of.roles().shared.begin(), of.roles().shared.end());
    if (conditions.empty() && lists.empty()) return;
    std::map<std::size_t, Values> values;
    for (const Step* step : conditions) values[step->column];
    for (std::size_t i = 0; i < table.size(); ++i) {
        const table::Row row = table.row(i);
        for (auto& [column, known] : values) known.add(trimmed(row.cells[column].str()));
        for (const std::size_t column : lists) check_list(of, row, column, diagnostics);
    }
    for (const Step* step : conditions) check_condition(*step, values[step->column], table.columns[step->column].str(), diagnostics);
}

}  // namespace banxin::edition
