// One row bound: the steps walked, fields replaced, passages kept or left out.
#include <algorithm>

#include <fmt/format.h>

#include "edition/template.hpp"

namespace banxin::edition {
namespace {

/// Figures are the same whether thousands are set apart or not.
std::string digits_of(std::string_view text) {
    std::string out(trimmed(text));
    for (const std::string_view mark : {",", "，", " ", "\u00A0"})
        for (std::size_t at; (at = out.find(mark)) != out.npos;) out.erase(at, mark.size());
    return out;
}

/// What sets thousands apart: it stands between digits, three or less before the first, and always three behind it.
bool is_grouped(std::string_view text) {
    std::string plain(trimmed(text));
    for (const std::string_view mark : {"，", " ", "\u00A0"})
        for (std::size_t at; (at = plain.find(mark)) != plain.npos;) plain.replace(at, mark.size(), 1, ',');
    const auto digits_from = [&](std::size_t at) {
        const std::size_t end = plain.find_first_not_of("0123456789", at);
        return (end == plain.npos ? plain.size() : end) - at;
    };
    constexpr std::size_t kGroup = 3;
    for (std::size_t at = 0; at < plain.size();) {
        const std::size_t first = digits_from(at);
        at += first;
        for (bool any = false; at < plain.size() && plain[at] == ',' && first > 0 && digits_from(at + 1) > 0; any = true) {
            if ((!any && first > kGroup) || digits_from(at + 1) != kGroup) return false;
            at += 1 + kGroup;
        }
        at += first == 0;
    }
    return true;
}

class Binder {
  public:
    Binder(const Template& of, std::size_t row, std::vector<Figure>* figures, Diagnostics& diagnostics)
        : of_(of), row_(row), cells_(of.table().row(row).cells), figures_(figures), diagnostics_(diagnostics), builder_(of.brief()) {}

    std::shared_ptr<const xml::Document> run(const Step& root) {
        const std::size_t before = diagnostics_.errors();
        walk(root);
        return diagnostics_.errors() > before ? nullptr : builder_.finish();
    }

  private:
    const std::string& key() const { return cells_[of_.key_column()].str(); }

    void walk(const Step& step) {
        switch (step.kind) {
            case Step::Kind::kElement: return element(step);
            case Step::Kind::kText: return builder_.text(step.text);
            case Step::Kind::kField:
                if (is_filled(step.column, step.pos)) builder_.text(cells_[step.column].text);
                return;
            case Step::Kind::kWhen: return holds(step) ? walk_all(step.inside) : void();
            case Step::Kind::kUnless: return holds(step) ? void() : walk_all(step.inside);
            case Step::Kind::kEach: return each(step);
            case Step::Kind::kItem: return builder_.text(item_);
            case Step::Kind::kFigure: return figure(step);
        }
    }

    void walk_all(const std::vector<Step>& steps) {
        for (const Step& step : steps) walk(step);
    }

    void element(const Step& step) {
        builder_.begin(step.name, step.pos);
        for (const Step::Attribute& a : step.attributes) attribute(a, step.pos);
        walk_all(step.inside);
        builder_.end();
    }

    void attribute(const Step::Attribute& a, SourcePos element) {
        std::string value;
        for (const Step::Part& part : a.parts)
            if (!part.column) value += part.text;
            else if (is_filled(*part.column, element)) value += trimmed(cells_[*part.column].str());
        const bool one_cell = a.parts.size() == 1 && a.parts.front().column;
        builder_.attribute(a.name, a.name_pos, value, one_cell ? cells_[*a.parts.front().column].pos : a.value_pos);
    }

    bool is_filled(std::size_t column, SourcePos used_at) {
        const table::Cell& cell = cells_[column];
        if (!trimmed(cell.str()).empty()) return true;
        diagnostics_.report(Code::kCellEmpty, cell.pos,
                            {key(), of_.table().columns[column].str(), fmt::format("{}", used_at.line), fmt::format("{}", used_at.column)});
        return false;
    }

    bool holds(const Step& step) const {
        const std::string_view value = trimmed(cells_[step.column].str());
        return step.is.empty() ? !value.empty() : std::find(step.is.begin(), step.is.end(), value) != step.is.end();
    }

    void each(const Step& step) {
        const table::Cell& cell = cells_[step.column];
        if (trimmed(cell.str()).empty()) return;
        const SourceText around = item_;
        for (const std::string_view part : parts_of(cell.str(), step.separator)) {
            if (part.empty()) {
                diagnostics_.report(Code::kItemEmpty, cell.pos, {key(), step.separator});
                continue;
            }
            const auto from = static_cast<std::size_t>(part.data() - cell.str().data());
            item_ = {};
            item_.append(cell.text, from, from + part.size());
            walk_all(step.inside);
        }
        item_ = around;
    }

    void figure(const Step& step) {
        if (!is_filled(step.column, step.pos)) return;
        const table::Cell& cell = cells_[step.column];
        const bool typed = !trimmed(step.text.str()).empty();
        if (!is_grouped(cell.str())) return diagnostics_.report(Code::kFigureGrouped, cell.pos, {key(), trimmed(cell.str())});
        if (!is_grouped(step.text.str())) return diagnostics_.report(Code::kFigureGrouped, step.pos, {key(), trimmed(step.text.str())});
        if (typed && digits_of(step.text.str()) != digits_of(cell.str()))
            diagnostics_.report(Code::kFigureDiffers, step.pos,
                                {key(), trimmed(step.text.str()), trimmed(cell.str()), of_.table().columns[step.column].str(),
                                 fmt::format("{}", cell.pos.line), fmt::format("{}", cell.pos.column)});
        const SourceText& shown = typed ? step.text : cell.text;
        if (figures_) figures_->push_back({row_, step.column, std::string(trimmed(shown.str())), step.pos});
        builder_.text(shown);
    }

    const Template& of_;
    std::size_t row_;
    const std::vector<table::Cell> cells_;
    std::vector<Figure>* figures_;
    Diagnostics& diagnostics_;
    xml::Builder builder_;
    SourceText item_;
};

}  // namespace

std::shared_ptr<const xml::Document> Template::bind(std::size_t row, std::vector<Figure>* figures, Diagnostics& diagnostics) const {
    return Binder(*this, row, figures, diagnostics).run(root_);
}

}  // namespace banxin::edition
