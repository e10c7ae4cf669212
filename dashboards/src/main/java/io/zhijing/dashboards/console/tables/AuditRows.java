package io.zhijing.dashboards.console.tables;

import io.zhijing.dashboards.console.query.AuditEntry;
import java.util.ArrayList;
import java.util.List;

/** What happened to warnings, and who was told, as rows. */
public final class AuditRows {
  /** Names of the cells. */
  public static final List<String> HEADING =
      List.of(
          "at",
          "action",
          "warning",
          "revision",
          "from_level",
          "to_level",
          "reason",
          "actor",
          "command",
          "command_id",
          "note",
          "rules",
          "delivery_id",
          "channel",
          "recipient",
          "subscriptions",
          "attempts",
          "simulated");

  private AuditRows() {}

  /**
   * A row.
   *
   * @param isSimulated whether the data are
   */
  public static List<Object> row(AuditEntry entry, boolean isSimulated) {
    List<Object> cells = new ArrayList<>();
    cells.add(entry.at());
    cells.add(entry.action());
    cells.add(entry.warning().orElse(""));
    cells.add(entry.revision());
    cells.add(entry.fromLevel().orElse(""));
    cells.add(entry.toLevel().orElse(""));
    cells.add(entry.reason().orElse(""));
    cells.add(entry.actor().orElse(""));
    cells.add(entry.command().orElse(""));
    cells.add(entry.commandId().orElse(""));
    cells.add(entry.note().orElse(""));
    cells.add(entry.rules().orElse(""));
    cells.add(entry.delivery().flatMap(AuditEntry.Delivery::id).orElse(""));
    cells.add(entry.delivery().flatMap(AuditEntry.Delivery::channel).orElse(""));
    cells.add(entry.delivery().flatMap(AuditEntry.Delivery::recipient).orElse(""));
    cells.add(entry.delivery().map(each -> String.join("; ", each.subscriptions())).orElse(""));
    cells.add(Cells.value(entry.delivery().map(AuditEntry.Delivery::attempts)));
    cells.add(isSimulated);
    return cells;
  }
}
