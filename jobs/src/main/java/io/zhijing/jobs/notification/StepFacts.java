package io.zhijing.jobs.notification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.notify.Notice;
import io.zhijing.connectors.notify.Phrase;
import io.zhijing.detection.model.Coded;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.model.Scope;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.subscription.News;
import io.zhijing.detection.subscription.News.Reach;
import io.zhijing.detection.warning.Handling.Stage;
import io.zhijing.detection.warning.Transition.Action;
import io.zhijing.detection.warning.Transition.Reason;
import io.zhijing.jobs.settings.NotificationSettings.Look;
import io.zhijing.jobs.settings.NotificationSettings.Telling;
import io.zhijing.jobs.state.WarningStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;

/** What a step's facts say: to choose recipients by, and to tell them. */
final class StepFacts {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final ResourceBundle ACTS_EN = acts(Locale.ROOT);
  private static final ResourceBundle ACTS_ZH = acts(Locale.SIMPLIFIED_CHINESE);

  private final WarningStep step;
  private final JsonNode facts;

  StepFacts(WarningStep step) {
    this.step = step;
    try {
      this.facts = MAPPER.readTree(step.facts());
    } catch (IOException e) {
      throw new UncheckedIOException("facts that are no JSON", e);
    }
  }

  private static ResourceBundle acts(Locale locale) {
    return ResourceBundle.getBundle(
        "io.zhijing.jobs.notification.acts",
        locale,
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /** The step as it matters to who is told. */
  News news(Lattice lattice) {
    Set<String> departments = new HashSet<>();
    departments.add(text("department"));
    facts.path("helping").forEach(each -> departments.add(each.asText()));
    facts.path("referred_to").forEach(each -> departments.add(each.asText()));
    Instant silencedUntil = instant("silenced_until");
    Instant at = instant("at");
    Action action = byCode(Action.values(), step.action());
    RiskLevel to = RiskLevel.ofCode(step.to());
    RiskLevel from = RiskLevel.ofCode(step.from());
    boolean hadAnother = to == RiskLevel.NONE && !text("peak_level").isEmpty();
    return new News(
        action,
        hadAnother ? from.max(RiskLevel.ofCode(text("peak_level"))) : from,
        to,
        at != null && silencedUntil != null && silencedUntil.isAfter(at),
        Reach.of(Stratum.parse(text("focus")), lattice, departments));
  }

  /** The step as a message tells it. */
  Notice notice(Telling telling) {
    RiskLevel from = RiskLevel.ofCode(step.from());
    RiskLevel to = RiskLevel.ofCode(step.to());
    LocalDate raised = day("raised_on", day("on", LocalDate.EPOCH));
    return new Notice(
        step.warning(),
        step.revision(),
        new Notice.Step(
            byCode(Action.values(), step.action()), from, to == RiskLevel.NONE ? from : to),
        new Notice.Subject(
            // Steps that were kept before do not name it.
            Stratum.parse(text(text("stratum").isEmpty() ? "focus" : "stratum")),
            Stratum.parse(text("focus")),
            text("scope").isEmpty() ? Optional.empty() : Optional.of(Scope.ofCode(text("scope"))),
            phrase("where"),
            phrase("what")),
        new Notice.Counts(
            facts.path("observed").asLong(),
            facts.path("trials").asLong(),
            facts.path("expected").asDouble(),
            facts.path("upper_bound").asDouble(),
            facts.path("window_days").asInt()),
        day("first_day", raised),
        day("last_day", day("on", raised)),
        List.of(byCode(Reason.values(), text("reason"))),
        responsibility(telling.zone()),
        link(telling.look()),
        telling.look().isSimulated() || facts.path("simulated").asBoolean());
  }

  private Notice.Responsibility responsibility(ZoneId zone) {
    Phrase helping = phrase("helping");
    return new Notice.Responsibility(
        phrase("department"), helping.isEmpty() ? List.of() : List.of(helping), duty(zone));
  }

  /** Once all limits were missed there is none any more, and yet it is owed. */
  private Optional<Notice.Duty> duty(ZoneId zone) {
    Optional<OffsetDateTime> due =
        Optional.ofNullable(instant("due_at")).map(at -> at.atZone(zone).toOffsetDateTime());
    Optional<Stage> owed = owed();
    return text("duty").isEmpty() || (owed.isEmpty() && due.isEmpty())
        ? Optional.empty()
        : Optional.of(new Notice.Duty(act(text("duty")), owed, due));
  }

  /** Steps that were kept before records said it have none. */
  private Optional<Stage> owed() {
    return Arrays.stream(Stage.values())
        .filter(each -> each != Stage.NOTHING && each.code().equals(text("owed")))
        .findFirst();
  }

  /** The words of a plan of action; the code of one that only an authority's own rules know. */
  private static Phrase act(String code) {
    return Phrase.of(
        ACTS_ZH.containsKey(code) ? ACTS_ZH.getString(code) : code,
        ACTS_EN.containsKey(code) ? ACTS_EN.getString(code) : code);
  }

  private Optional<URI> link(Look look) {
    return look.linkBase().isEmpty()
        ? Optional.empty()
        : Optional.of(
            URI.create(
                look.linkBase()
                    + URLEncoder.encode(step.warning(), StandardCharsets.UTF_8)
                        .replace("+", "%20")));
  }

  private Phrase phrase(String field) {
    return text(field + "_zh").isEmpty() && text(field + "_en").isEmpty()
        ? Phrase.none()
        : Phrase.of(text(field + "_zh"), text(field + "_en"));
  }

  private String text(String field) {
    return facts.path(field).asText("");
  }

  private Instant instant(String field) {
    return text(field).isEmpty() ? null : Instant.parse(text(field));
  }

  private LocalDate day(String field, LocalDate fallback) {
    return text(field).isEmpty() ? fallback : LocalDate.parse(text(field));
  }

  private static <E extends Enum<E> & Coded> E byCode(E[] values, String code) {
    for (E value : values) {
      if (value.code().equals(code)) {
        return value;
      }
    }
    throw new IllegalStateException("no " + values[0].getDeclaringClass() + " is called " + code);
  }
}
