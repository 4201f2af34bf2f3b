// One call of banxin_batch: its inputs, and what comes of them.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/engine.hpp"
#include "api/issues.hpp"
#include "batch/publish.hpp"
#include "edition/template.hpp"
#include "office/batch_number.hpp"
#include "table/table.hpp"

namespace banxin::api {

class BatchCall {
  public:
    BatchCall(Engine& engine, const banxin_source& brief, const banxin_source& table, const banxin_batch_options& options,
              Diagnostics& found);
    banxin_status run(banxin_batch_report& report);

  private:
    bool spares_inputs() const;
    bool read();
    bool read_numbered();
    Reading reading(const banxin_source& source);
    std::shared_ptr<const table::Store> table_bytes();
    batch::Settings settings();
    bool write_figures(const batch::Run& run);
    bool publish(batch::Run& run, const std::vector<batch::List>& lists, banxin_batch_report& report);
    /// All passes; where others were quicker to the number, nothing was made and nothing is reported.
    banxin_status make(banxin_batch_report& report);
    void lap(std::string_view stage);
    void take_times(const batch::Run& run);

    Engine& engine_;
    Library library_;  // a layout's file is found here, and what lies beside it
    const banxin_source &brief_source_, &table_source_;
    const banxin_batch_options& options_;
    Pictures pictures_;
    std::vector<std::string> lists_, only_;
    std::string folder_, merged_, temporary_;
    Diagnostics& found_;
    Supervisor files_, streams_;  // of the reading; editions have the run's own

    batch::Origin origin_;
    std::optional<table::Table> table_;
    std::size_t key_ = 0;
    std::unique_ptr<office::BatchNumber> number_;  // of a register; null: the brief has its own
    std::unique_ptr<edition::Template> brief_;
    std::vector<std::pair<std::string, double>> times_;
    double last_ = 0;
};

}  // namespace banxin::api
