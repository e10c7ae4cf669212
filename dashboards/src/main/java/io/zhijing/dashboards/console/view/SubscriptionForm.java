package io.zhijing.dashboards.console.view;

import io.zhijing.dashboards.console.api.Param;
import io.zhijing.dashboards.console.api.Param.Kind;
import io.zhijing.dashboards.console.api.Request;
import io.zhijing.dashboards.console.orders.SubscriptionOrders.Written;
import io.zhijing.dashboards.console.orders.SubscriptionView;
import io.zhijing.detection.model.Coded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A subscription as a form. */
final class SubscriptionForm {
  static final List<Param> FIELDS =
      List.of(
          Param.query("is_new", Kind.FLAG, "Whether it is added."),
          Param.query("recipient", Kind.TEXT, "Who."),
          Param.query("active", Kind.FLAG, "Whether it counts at present."),
          Param.query("regions", Kind.ID, "Codes, apart by commas or blanks."),
          Param.query("sectors", Kind.ID, "Codes, likewise."),
          Param.query("hazards", Kind.ID, "Codes, likewise."),
          Param.query("streams", Kind.TEXT, "Which reports.").many(),
          Param.query("departments", Kind.TEXT, "Of whom.").many(),
          Param.query("min_level", Kind.TEXT, "Lowest level."),
          Param.query("channel", Kind.TEXT, "Name of a channel."),
          Param.query("address", Kind.TEXT, "Within the channel."),
          Param.query("language", Kind.TEXT, "Of the messages."),
          Param.query("immediate", Kind.TEXT, "Levels told at once.").many(),
          Param.query("digest_hour", Kind.INTEGER, "Hour of the daily digest."),
          Param.query("quiet_from", Kind.TEXT, "Begin of quiet hours."),
          Param.query("quiet_to", Kind.TEXT, "Their end."),
          Param.query("cap_per_day", Kind.INTEGER, "Most messages a day."));

  private SubscriptionForm() {}

  static Written written(Request request) {
    return new Written(
        Optional.empty(),
        request.text("recipient"),
        Optional.of(request.flag("active").orElse(false)),
        codes(request, "regions"),
        codes(request, "sectors"),
        codes(request, "hazards"),
        several(request, "streams"),
        several(request, "departments"),
        request.optional("min_level"),
        request.text("channel"),
        request.optional("address"),
        request.optional("language"),
        Optional.of(List.copyOf(request.texts("immediate"))),
        request.optional("digest_hour").map(Integer::parseInt),
        request.optional("quiet_from"),
        request.optional("quiet_to"),
        request.optional("cap_per_day").map(Integer::parseInt));
  }

  private static Optional<List<String>> codes(Request request, String name) {
    List<String> codes =
        Arrays.stream(request.text(name).split("[\\s,，、]+", -1))
            .filter(code -> !code.isEmpty())
            .toList();
    return codes.isEmpty() ? Optional.empty() : Optional.of(codes);
  }

  private static Optional<List<String>> several(Request request, String name) {
    List<String> codes = List.copyOf(request.texts(name));
    return codes.isEmpty() ? Optional.empty() : Optional.of(codes);
  }

  static Entered of(SubscriptionView view) {
    Map<String, List<String>> values = new HashMap<>();
    values.put("subscription_id", List.of(view.id()));
    values.put("recipient", List.of(view.recipient()));
    values.put("active", List.of(String.valueOf(view.active())));
    values.put("regions", List.of(String.join(", ", view.regions())));
    values.put("sectors", List.of(String.join(", ", view.sectors())));
    values.put("hazards", List.of(String.join(", ", view.hazards())));
    values.put("streams", codes(view.streams()));
    values.put("departments", view.departments());
    values.put("min_level", List.of(view.minLevel().code()));
    values.put("channel", List.of(view.channel()));
    values.put("address", List.of(view.address()));
    values.put("language", List.of(view.language()));
    values.put("immediate", codes(view.immediate()));
    values.put("digest_hour", List.of(String.valueOf(view.digestHour())));
    view.quietFrom().ifPresent(at -> values.put("quiet_from", List.of(at)));
    view.quietTo().ifPresent(at -> values.put("quiet_to", List.of(at)));
    values.put("cap_per_day", List.of(String.valueOf(view.capPerDay())));
    return new Entered("subscription", values, List.of());
  }

  private static List<String> codes(List<? extends Coded> values) {
    List<String> codes = new ArrayList<>();
    values.forEach(value -> codes.add(value.code()));
    return codes;
  }
}
