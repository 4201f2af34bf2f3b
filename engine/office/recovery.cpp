// Numbers whose document was under way when its program ended.
#include "files/hold.hpp"
#include "office/on_record.hpp"
#include "office/verify.hpp"

namespace banxin::office {

using namespace registry;

std::vector<Issue> recover(Register& reg, const std::string& file, const Decision& decision, const Stamp& stamp, Diagnostics& diagnostics) {
    const auto held = Hold::alone(file);
    if (!held) return diagnostics.report_in(Code::kRegisterBusy, file, {file}), std::vector<Issue>{};
    const auto named = decision.key.empty() ? std::nullopt : reg.find(decision.series, decision.key, diagnostics);
    const auto look = [&](const Issue& issue, const Publication& prepared) {
        Diagnostics unknown;
        const auto found = look_for(issue, prepared, file, unknown);
        if (named && named->id == issue.id && unknown.to_confirm() > 0)
            return Register::Finding{Register::Finding::Is::kNotPublished, decision.reason};
        diagnostics.add_all(unknown);
        return found;
    };
    return diagnostics.failed() ? std::vector<Issue>{} : reg.recover(look, stamp, diagnostics);
}

}  // namespace banxin::office
