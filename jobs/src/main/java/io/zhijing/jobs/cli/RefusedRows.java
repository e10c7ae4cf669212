package io.zhijing.jobs.cli;

import io.zhijing.connectors.file.Row;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/** Says which rows of a file are no reports, and why. */
final class RefusedRows {
  private static final int SHOWN = 20;

  private RefusedRows() {}

  static void print(List<Reports.RefusedRow> refused, Messages messages, PrintWriter out) {
    if (refused.isEmpty()) {
      return;
    }
    out.println(messages.text("import.refused", List.of(String.valueOf(refused.size()))));
    for (Reports.RefusedRow row : refused.subList(0, Math.min(SHOWN, refused.size()))) {
      out.println("  " + row.file() + ":" + row.row().line() + " " + reasons(row.row(), messages));
    }
    if (refused.size() > SHOWN) {
      out.println("  " + messages.text("import.more", List.of("" + (refused.size() - SHOWN))));
    }
  }

  private static String reasons(Row.Refused row, Messages messages) {
    return row.refusals().stream()
        .map(refusal -> reason(refusal, messages))
        .collect(Collectors.joining(", "));
  }

  private static String reason(Row.Refusal refusal, Messages messages) {
    String code =
        refusal.column().isEmpty() ? refusal.reason() : refusal.column() + ": " + refusal.reason();
    return refusal.about().isEmpty()
        ? code
        : code + " (" + messages.text("import.about." + refusal.reason(), refusal.about()) + ")";
  }
}
