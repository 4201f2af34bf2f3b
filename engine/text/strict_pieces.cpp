// Pieces of a strict line and their widths.
#include "text/strict_pieces.hpp"

#include <algorithm>

#include "text/strict_costs.hpp"

namespace banxin::text {
namespace {

namespace cost = strict_cost;

/// Full-width signs that belong to the number beside them: ￥, ℃, ％.
bool belongs_to_run(const std::vector<Atom>& atoms, std::size_t i, const Kinsoku& kinsoku) {
    if (atoms[i].kind != Kind::kHanzi) return false;
    const auto in = [&](const std::u32string& set) { return set.find(atoms[i].first_char) != set.npos; };
    const bool before = i + 1 < atoms.size() && atoms[i + 1].kind == Kind::kWestern && is_digit(atoms[i + 1].first_char);
    const bool after = i > 0 && atoms[i - 1].kind == Kind::kWestern && is_digit(atoms[i - 1].last_char);
    return (before && in(kinsoku.before_number)) || (after && in(kinsoku.after_number));
}

/// A dash or dot of numbers and words: 2018—2019, 9·18.
bool joins_words(const std::vector<Atom>& atoms, std::size_t i) {
    const auto word = [](const Atom& atom) { return atom.kind == Kind::kWestern && !atom.foreign; };
    const bool mark = atoms[i].kind == Kind::kMiddleDot || atoms[i].kind == Kind::kConnector;
    return mark && i > 0 && i + 1 < atoms.size() && word(atoms[i - 1]) && word(atoms[i + 1]);
}

/// A blank between two words of one phrase, none of a cell.
bool word_space(const std::vector<Atom>& atoms, std::size_t i) {
    return atoms[i].kind == Kind::kSpace && !is_em_blank(atoms[i].first_char) && i > 0 && i + 1 < atoms.size() &&
           atoms[i - 1].kind == Kind::kWestern && atoms[i + 1].kind == Kind::kWestern;
}

PieceKind kind_at(const std::vector<Atom>& atoms, std::size_t i, const Kinsoku& kinsoku) {
    if (atoms[i].cells > 0) return PieceKind::kBox;
    if (atoms[i].own_width) return PieceKind::kRun;
    switch (atoms[i].kind) {
        case Kind::kOpening:
        case Kind::kClosing:
        case Kind::kPause:
        case Kind::kStop: return PieceKind::kMarks;
        case Kind::kMiddleDot: return joins_words(atoms, i) ? PieceKind::kRun : PieceKind::kDot;
        case Kind::kPair: return PieceKind::kPair;
        case Kind::kWestern: return PieceKind::kRun;
        case Kind::kSpace: return word_space(atoms, i) ? PieceKind::kRun : PieceKind::kBlank;
        case Kind::kSeparator:
        case Kind::kInvisible: return PieceKind::kNothing;
        default:
            return belongs_to_run(atoms, i, kinsoku) || joins_words(atoms, i) || bears_script(atoms, i) ? PieceKind::kRun
                                                                                                        : PieceKind::kCell;
    }
}

bool western(const Atom& atom) { return atom.kind == Kind::kWestern; }
bool opening(const Atom& atom) { return atom.kind == Kind::kOpening; }

bool is_closing_mark(const Atom& atom) { return has_blank(atom.kind) && !opening(atom); }

double mark_cost(const Atom& atom) { return atom.kind == Kind::kStop ? cost::kStop : cost::kMark; }

}  // namespace

bool bears_script(const std::vector<Atom>& atoms, std::size_t i) {
    if (atoms[i].kind != Kind::kHanzi || atoms[i].hangs_on() || i + 1 == atoms.size()) return false;
    return atoms[i + 1].hangs_on() && (atoms[i + 1].kind == Kind::kWestern || atoms[i + 1].own_width);
}

std::vector<Piece> pieces_of(const std::vector<Atom>& atoms, const Kinsoku& kinsoku) {
    std::vector<Piece> out;
    out.reserve(atoms.size());
    for (std::uint32_t i = 0; i < atoms.size(); ++i) {
        const PieceKind kind = kind_at(atoms, i, kinsoku);
        const std::uint32_t most = kind == PieceKind::kMarks ? kMostMarks : kind == PieceKind::kRun ? kMostAtoms : 0;
        const bool joins = !out.empty() && out.back().kind == kind && i - out.back().begin < most;
        if (joins && (!bears_script(atoms, i) || atoms[i - 1].hangs_on())) out.back().end = i + 1;
        else out.push_back({kind, i, i + 1});
    }
    return out;
}

void Fitter::sum_runs() {
    runs_.resize(atoms_.size() + 1);
    for (std::size_t i = 0; i < atoms_.size(); ++i) {
        runs_[i + 1] = runs_[i];
        const bool space = atoms_[i].kind == Kind::kSpace;
        runs_[i + 1].width += space ? space_width(atoms_[i]) : atoms_[i].width - half_blank(i) * 2;
        if (space) ++runs_[i + 1].blanks;
        else runs_[i + 1].letters += atoms_[i].boxed || atoms_[i].solid ? 0 : atoms_[i].end_glyph - atoms_[i].first_glyph;
    }
}

Length Fitter::half_blank(std::size_t i) const {
    return joins_words(atoms_, i) && is_half_wide(atoms_[i].first_char) ? scale(atoms_[i].width, 1, 4) : Length{};
}

Length Fitter::space_width(const Atom& space) { return std::max(space.width, scale(space.chars->size, 1, 4)); }

Length Fitter::run_width(std::uint32_t begin, std::uint32_t end, bool at_end) const {
    if (!at_end || end == begin) return runs_[end].width - runs_[begin].width;
    const Atom& last = atoms_[end - 1];
    if (last.kind == Kind::kSpace) return runs_[end - 1].width - runs_[begin].width;
    const Length hyphen = last.hyphen == Atom::kNoHyphen ? Length{} : -last.trim_end;
    return runs_[end].width - runs_[begin].width + hyphen;
}

std::int64_t Fitter::blanks(std::uint32_t begin, std::uint32_t end, bool at_end) const {
    if (at_end && end > begin && atoms_[end - 1].kind == Kind::kSpace) --end;
    return runs_[end].blanks - runs_[begin].blanks;
}

const std::vector<Fit>& Fitter::fits(const Stretch& stretch) {
    fits_.clear();
    switch (stretch.kind) {
        case PieceKind::kCell: fits_ = {{2, 0}}; break;
        case PieceKind::kBox: fits_ = {{2 * atoms_[stretch.begin].cells, 0}}; break;
        case PieceKind::kPair: fits_ = {{4, 0}}; break;
        case PieceKind::kNothing: fits_ = {{0, 0}}; break;
        case PieceKind::kDot: fits_ = {{2, 0}, {1, cost::kMiddleDot}}; break;
        case PieceKind::kBlank:
            if (stretch.at_end) fits_ = {{0, 0}};
            else if (const int units = fixed_units(stretch.begin); units > 1) fits_ = {{units, 0}};
            else if (is_narrow_blank(stretch.begin)) fits_ = {{1, 0}, {2, cost::kFullBlank}};
            else fits_ = {{2, 0}, {1, cost::kBlank}, {3, cost::kWiderBlank}};
            break;
        case PieceKind::kMarks: fit_marks(stretch); break;
        case PieceKind::kRun: fit_run(stretch); break;
    }
    return fits_;
}

/// Between words of Korean, and a typed blank that is told to be narrower than a cell.
bool Fitter::is_narrow_blank(std::uint32_t i) const {
    const bool between = i > 0 && i + 1 < atoms_.size();
    return !is_plain_blank(atoms_[i].first_char) || (between && is_hangul(atoms_[i - 1].last_char) && is_hangul(atoms_[i + 1].first_char));
}

/// Of a blank that tells its width.
int Fitter::fixed_units(std::uint32_t i) const {
    if (is_plain_blank(atoms_[i].first_char)) return 0;
    const std::int64_t units = (atoms_[i].width.units + unit_.units / 2) / unit_.units;
    return static_cast<int>(std::min<std::int64_t>(units, 255));
}

bool Fitter::closes_up(std::uint32_t i) const {
    const Kind a = atoms_[i].kind, b = atoms_[i + 1].kind;
    const bool closes = (is_bracket(a) || is_bracket(b)) && (a != Kind::kOpening || b == Kind::kOpening);
    return closes && gives(a == Kind::kOpening ? atoms_[i + 1].blank_left : atoms_[i].blank_right);
}

const MarkPlan& Fitter::marks(const Stretch& s) {
    plan_ = {};
    plan_.natural = static_cast<int>(s.end - s.begin) * 2;
    const std::uint32_t last = s.end - 1;
    std::uint32_t turn = s.end;  // first junction from a closing to an opening mark
    std::size_t openings = 0;
    for (std::uint32_t i = s.begin; i < s.end; ++i) {
        const Atom& atom = atoms_[i];
        openings += opening(atom);
        const bool closed_left = i > s.begin && closes_up(i - 1);
        const bool closed_right = i < last && closes_up(i);
        plan_.natural -= closed_right;
        if (opening(atom)) {
            const bool gives_left = closed_left && opening(atoms_[i - 1]);
            const bool junction = closed_left && !gives_left;
            if (junction && turn == s.end) turn = i - 1;
            if (!gives_left && gives(atom.blank_left))
                plan_.sites.push_back({junction      ? cost::kJunction
                                       : i > s.begin ? cost::kMark
                                       : s.at_start  ? cost::kStartMark
                                                     : cost::kMark,
                                       i, MarkSite::What::kLeftBlank});
        } else if (!closed_right && gives(atom.blank_right)) {
            plan_.sites.push_back({i == last && s.at_end ? cost::kEndMark : mark_cost(atom), i, MarkSite::What::kRightBlank});
        }
    }
    const std::size_t count = s.end - s.begin;
    plan_.slack = plan_.natural % 2 != 0;
    plan_.slack_before = turn == s.end && openings == count;
    plan_.slack_after = turn != s.end ? turn : last;
    if (turn == s.end && openings > 0 && openings < count) {  // opening marks first, then closing ones: （）
        plan_.slack_before = !opening(atoms_[last]) && s.at_end;
        plan_.slack_after = last;
    }
    const bool at_edge = plan_.slack_before ? s.at_start : plan_.slack_after == last && s.at_end;
    if (plan_.slack) plan_.sites.push_back({at_edge ? 0.0 : cost::kSlack, s.begin, MarkSite::What::kSlack});
    const bool one_sort = openings == 0 || openings == count;
    // Beside Western text and at a blank that the group has already the two would add up to a hole.
    const bool beside_run =
        plan_.slack_before ? s.begin > 0 && western(atoms_[s.begin - 1]) : s.end < atoms_.size() && western(atoms_[s.end]);
    if (one_sort && !at_edge && !plan_.slack && !beside_run) plan_.wider = cost::kWiderMark;
    std::stable_sort(plan_.sites.begin(), plan_.sites.end(), [](const MarkSite& a, const MarkSite& b) { return a.cost < b.cost; });
    return plan_;
}

void Fitter::fit_marks(const Stretch& s) {
    const MarkPlan& plan = marks(s);
    const int nominal = plan.natural + plan.slack;
    // At a line's edge the slack would be a hole: the natural width is the plain one there.
    const bool hole =
        plan.slack && !plan.sites.empty() && plan.sites.front().what == MarkSite::What::kSlack && plan.sites.front().cost == 0;
    int units = nominal;
    double sum = 0;
    fits_.push_back({nominal, hole ? cost::kSlackAtEdge : 0});
    for (const MarkSite& site : plan.sites) {
        sum += site.cost;
        fits_.push_back({--units, sum});
    }
    if (hole) std::swap(fits_[0], fits_[1]);
    if (plan.wider > 0) fits_.push_back({nominal + 1, plan.wider});
}

/// Whether adjacent marks that end before atom i, or begin with it, lack a unit to whole cells: it stands where a run beside them would have its own.
bool Fitter::slack_before(std::uint32_t i) const {
    bool odd = false;
    const std::uint32_t least = i > kMostMarks ? i - kMostMarks : 1;
    for (; i > least && has_blank(atoms_[i - 1].kind) && has_blank(atoms_[i - 2].kind); --i) odd ^= closes_up(i - 2);
    return odd;
}
bool Fitter::slack_behind(std::uint32_t i) const {
    bool odd = false;
    const std::size_t end = std::min<std::size_t>(i + kMostMarks, atoms_.size());
    for (; i + 1 < end && has_blank(atoms_[i].kind) && has_blank(atoms_[i + 1].kind); ++i) odd ^= closes_up(i);
    return odd;
}

/// Sides on which half an em of slack surely has a place: outside a mark it may turn out to be the line's edge.
int Fitter::sides_of(const Stretch& s) const {
    if (s.at_start && s.at_end) return 0;
    const bool taken_left = !s.at_start && slack_before(s.begin), taken_right = !s.at_end && slack_behind(s.end);
    const bool beside_run = s.begin > 0 && western(atoms_[s.begin - 1]);  // which has the place between both
    const bool left = !s.at_start && s.begin > 0 && !beside_run && !atoms_[s.begin].hangs_on() && !taken_left;
    const bool right = !s.at_end && s.end < atoms_.size() && !taken_right;
    const int sides = (left && !opening(atoms_[s.begin - 1])) + (right && !is_closing_mark(atoms_[s.end]));
    return sides > 0 ? sides : static_cast<int>(!taken_left && !taken_right);
}

void Fitter::fit_run(const Stretch& s) {
    const Length em = std::max(atoms_[s.begin].chars->size, cell_);  // of the text around a note
    const Length natural = run_width(s.begin, s.end, s.at_end);
    const std::int64_t spaces = blanks(s.begin, s.end, s.at_end);
    const Length tracked = std::min(scale(em, 2 * letters(s.begin, s.end), 100), scale(em, 1, 10));
    const std::int64_t need = std::max<std::int64_t>((natural - tracked).units, 0);
    const int least = static_cast<int>(std::min<std::int64_t>((need + unit_.units - 1) / unit_.units, 10'000));
    const int sides = sides_of(s);
    const Length capacity = scale(em, sides, 2) + scale(em, spaces, 4);
    const int nominal = least + (least & 1);
    const double wider = spaces > 0 ? cost::kWiderBlank : cost::kWiderRun;
    for (int units = least; units <= nominal + 2 + spaces; ++units) {
        if (units > least && unit_ * units - natural > capacity) break;
        fits_.push_back({units, units < nominal ? cost::kRunRoom * (nominal - units) : wider * (units - nominal)});
    }
    if (fits_.size() > 1 && fits_[1].cost < fits_[0].cost) std::swap(fits_[0], fits_[1]);
}

}  // namespace banxin::text
