// Nothing is assumed of what may change: whatever composing gives is compared, and pages are made again from what differs.
#include "press/standing.hpp"

#include <algorithm>
#include <map>

#include "compose/difference.hpp"
#include "page/finish.hpp"
#include "press/round.hpp"

namespace banxin::press {
namespace {

bool same(const page::Placed& a, const page::Placed& b) {
    const auto& [owner, line, top, baseline] = a;
    return owner == b.owner && line == b.line && top == b.top && baseline == b.baseline;
}

bool same(const std::vector<page::LogicalPage>& a, const std::vector<page::LogicalPage>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const page::LogicalPage& one, const page::LogicalPage& other) {
        return one.numbered == other.numbered && std::equal(one.placed.begin(), one.placed.end(), other.placed.begin(), other.placed.end(),
                                                            [](const page::Placed& m, const page::Placed& n) { return same(m, n); });
    });
}

/// Blocks set anew in the place of those that stand, as long as it lives.
class Exchange {
  public:
    /// The fresh blocks are moved out of `from`, for set blocks point to theirs.
    void add(std::vector<page::SetBlock>& standing, std::vector<Block>& from, const std::vector<std::size_t>& places,
             page::Galley& galley) {
        if (places.empty()) return;
        std::vector<Block>& blocks = blocks_.emplace_back();
        for (const std::size_t place : places) blocks.push_back(std::move(from[place]));
        std::vector<page::SetBlock> set = galley.set(blocks);
        for (std::size_t i = 0; i < places.size(); ++i) {
            std::swap(standing[places[i]], set[i]);
            exchanged_.push_back({&standing[places[i]], std::move(set[i])});
        }
    }
    Exchange() = default;
    Exchange(const Exchange&) = delete;
    Exchange& operator=(const Exchange&) = delete;
    ~Exchange() {
        for (Pair& pair : exchanged_) std::swap(*pair.place, pair.before);
    }

    bool on(const page::LogicalPage& page) const {
        return std::any_of(page.placed.begin(), page.placed.end(), [&](const page::Placed& placed) {
            return std::any_of(exchanged_.begin(), exchanged_.end(), [&](const Pair& pair) { return pair.place == placed.owner; });
        });
    }

  private:
    struct Pair {
        page::SetBlock* place;
        page::SetBlock before;
    };
    std::vector<std::vector<Block>> blocks_;
    std::vector<Pair> exchanged_;
};

/// Nothing is found that was not found when the type was set.
bool nothing_new(const Diagnostics& found, const Diagnostics& before) {
    return std::all_of(found.all().begin(), found.all().end(),
                       [&](const Diagnostic& d) { return std::find(before.all().begin(), before.all().end(), d) != before.all().end(); });
}

}  // namespace

struct Standing::State {
    const Layout& layout;
    const reader::BriefDocument& brief;
    const font::FontSet& fonts;
    Desk& desk;
    std::optional<Settled> settled{};
    Diagnostics found{};
    std::map<std::uint32_t, Paragraph> folios{};  // by number

    Paragraph folio(std::uint32_t number, Diagnostics& diagnostics) const {
        compose::Budget budget;
        return compose::compose_folio(layout, brief, number, settled->facts, desk.queries, budget, diagnostics);
    }
    std::uint32_t number_of(std::size_t index) const {
        return static_cast<std::uint32_t>(index) + static_cast<std::uint32_t>(layout.folio ? layout.folio->first : 1);
    }
    bool folio_changed(std::size_t index, Diagnostics& diagnostics) const {
        const auto known = folios.find(number_of(index));
        return known != folios.end() && !compose::same_text(known->second, folio(known->first, diagnostics));
    }
};

Standing::Standing(const Layout& layout, const reader::BriefDocument& brief, const font::FontSet& fonts, Desk& desk)
    : state_(std::make_unique<State>(State{layout, brief, fonts, desk})) {}

Standing::~Standing() = default;

bool Standing::set(Diagnostics& diagnostics) {
    State& s = *state_;
    s.found = {};
    s.folios.clear();
    s.settled = settle(s.layout, s.brief, s.fonts, s.desk.composer, &s.desk.known, s.desk.queries, s.found);
    diagnostics.add_all(s.found);
    if (!s.settled) return false;
    Round& round = *s.settled->round;
    round.composition.structure = s.settled->typeset.document.structure;
    Diagnostics ignored;
    for (std::size_t i = 0; s.layout.folio && i < round.pages.size(); ++i)
        if (round.pages[i].numbered) s.folios.emplace(s.number_of(i), s.folio(s.number_of(i), ignored));
    return true;
}

const Typeset& Standing::typeset() const { return state_->settled->typeset; }

std::optional<std::vector<ChangedPage>> Standing::changed() {
    State& s = *state_;
    Round& round = *s.settled->round;
    Diagnostics found;
    compose::Budget budget;
    compose::Composition now = compose::compose(s.layout, s.brief, s.settled->facts, s.desk.queries, budget, found);
    const auto difference = compose::difference(round.composition, now);
    if (!difference) return std::nullopt;

    page::Galley galley(s.layout, s.desk.composer, nullptr, found);  // what is printed once is not worth remembering
    Exchange exchange;
    exchange.add(round.galleys.masthead, now.masthead, difference->masthead, galley);
    exchange.add(round.galleys.flow, now.flow, difference->flow, galley);
    exchange.add(round.galleys.colophon, now.colophon, difference->colophon, galley);
    const std::vector<page::LogicalPage> pages = page::paginate(round.galleys, s.layout, s.desk.composer, found);
    if (!same(pages, round.pages)) return std::nullopt;

    std::vector<ChangedPage> out;
    const auto folio = [&](std::uint32_t number) { return s.folio(number, found); };
    for (std::size_t i = 0; i < pages.size(); ++i) {
        if (!exchange.on(pages[i]) && !s.folio_changed(i, found)) continue;
        const auto index = static_cast<std::uint32_t>(i);
        out.push_back({index, page::finish_page(pages[i], index, s.layout, s.desk.composer, folio, found)});
    }
    return nothing_new(found, s.found) ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace banxin::press
