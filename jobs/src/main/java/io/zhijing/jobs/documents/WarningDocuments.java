package io.zhijing.jobs.documents;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zhijing.connectors.elasticsearch.Document;
import io.zhijing.connectors.elasticsearch.DocumentIds;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.connectors.elasticsearch.Templates;
import io.zhijing.detection.model.Coded;
import io.zhijing.detection.model.Contribution;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Finding;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Reach;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.Stratum;
import io.zhijing.detection.model.Taxonomy;
import io.zhijing.detection.warning.Evidence;
import io.zhijing.detection.warning.Transition;
import io.zhijing.detection.warning.Transition.Action;
import io.zhijing.detection.warning.Warning;
import io.zhijing.jobs.settings.PipelineSettings.Watch;
import io.zhijing.jobs.state.WarningChange;
import io.zhijing.jobs.state.WarningForm;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Documents of warnings and of the steps of their life. A warning's numbers are those of its
 * strongest day, and its place and subject are the most specific explanation of that day.
 */
public final class WarningDocuments {
  private static final Set<Dimension> PLACES = EnumSet.of(Dimension.REGION, Dimension.PRODUCER);
  private static final Set<Dimension> SUBJECTS =
      EnumSet.of(Dimension.SECTOR, Dimension.HAZARD, Dimension.ENTERPRISE);

  private static final Set<Action> ENDS = EnumSet.of(Action.CLOSED, Action.WITHDRAWN);

  private final Lattice lattice;
  private final Watch watch;
  private final int correctionDays;
  private final String prefix;
  private final HandlingFields handling;
  private final WarningReason reason;
  private final NodeNames names;
  private final StratumFields fields;

  /**
   * Documents with names from the lattice's taxonomies.
   *
   * @param correctionDays how long after its day a report still counts
   * @param prefix of the indices
   */
  public WarningDocuments(Lattice lattice, Watch watch, int correctionDays, String prefix) {
    this.correctionDays = correctionDays;
    this.lattice = lattice;
    this.watch = watch;
    this.reason = new WarningReason(lattice);
    this.prefix = prefix;
    this.names = new NodeNames(lattice);
    this.fields = new StratumFields(names);
    this.handling = new HandlingFields(lattice, watch.offices().get());
  }

  /** The warning's current state. */
  public Document warning(WarningChange change) {
    Warning warning = WarningForm.read(change.warning());
    DocumentJson json =
        new DocumentJson()
            .text("warning_id", warning.id())
            .number("revision", warning.revision())
            .text("status", warning.status().code())
            .text("level", warning.level().code())
            .number("level_rank", warning.level().rank())
            .text("peak_level", warning.peakLevel().code())
            .text("stream", warning.subject().stream().code())
            .text("stratum", warning.subject().key())
            .day("raised_on", warning.raisedOn())
            .instant("as_of", change.tick());
    if (!warning.isOpen()) {
      json.day("closed_on", endedOn(warning));
    }
    Optional<Map.Entry<Integer, Evidence>> strongest = warning.strongest();
    Stratum focus =
        strongest.map(day -> day.getValue().signal().stratum()).orElse(warning.subject());
    json.text("focus", focus.key()).nodes(focus);
    List<String> cluster = strongest.map(day -> day.getValue().signal().places()).orElse(List.of());
    names(json, focus, cluster);
    handling.write(json, warning, change, focus);
    fields.label(json, warning.subject());
    reached(json, focus, strongest.map(day -> day.getValue().reach()).orElse(Reach.UNKNOWN));
    strongest.ifPresent(day -> evidence(json, warning, day));
    Set<String> reasons = new LinkedHashSet<>();
    warning.transitions().forEach(step -> reasons.add(step.reason().code()));
    json.texts("reasons", reasons.toArray(String[]::new));
    json.tree("transitions", steps(warning));
    return new Document(
        DocumentKind.WARNINGS.index(prefix, Templates.WARNINGS_PART),
        DocumentIds.shortened(warning.id()),
        warning.revision(),
        json.bytes());
  }

  /** Officers may refer a closed warning and note what was done: such a step ends nothing. */
  private static int endedOn(Warning warning) {
    return warning.transitions().stream()
        .filter(step -> ENDS.contains(step.action()))
        .reduce((earlier, later) -> later)
        .orElse(warning.lastTransition())
        .on();
  }

  private void names(DocumentJson json, Stratum stratum, List<String> cluster) {
    boolean isCluster = !cluster.isEmpty();
    json.text(
            "where_en",
            isCluster ? reason.places(cluster, false) : lattice.label(stratum, PLACES, false))
        .text(
            "where_zh",
            isCluster ? reason.places(cluster, true) : lattice.label(stratum, PLACES, true))
        .text("what_en", lattice.label(stratum, SUBJECTS, false))
        .text("what_zh", lattice.label(stratum, SUBJECTS, true));
  }

  /** Where the rise is: the place of the case and wherever it stands out, and all above these. */
  private void reached(DocumentJson json, Stratum focus, Reach reach) {
    Set<String> regions = new LinkedHashSet<>();
    String place = handling.place(focus);
    if (!place.isEmpty()) {
      regions.add(place);
    }
    regions.addAll(reach.regions());
    Set<String> sectors = new LinkedHashSet<>();
    if (!focus.node(Dimension.SECTOR).isEmpty()) {
      sectors.add(focus.node(Dimension.SECTOR));
    }
    sectors.addAll(reach.sectors());
    json.texts("regions", names.within(Dimension.REGION, regions));
    fields.within(json, Dimension.REGION, regions);
    fields.within(json, Dimension.SECTOR, sectors);
  }

  private void evidence(
      DocumentJson json, Warning warning, Map.Entry<Integer, Evidence> strongest) {
    Evidence evidence = strongest.getValue();
    Finding finding = evidence.signal().finding();
    json.text("scope", evidence.scope().code())
        .texts("reaches_regions", evidence.reach().regions())
        .texts("reaches_sectors", evidence.reach().sectors())
        .texts("cluster_regions", evidence.signal().places())
        .texts("evidence_streams", evidence.signal().streams().stream().map(Coded::code).toList())
        .texts("evidence_since", evidence.signal().streams().stream().map(this::since).toList())
        .text("why_en", reason.inEnglish(strongest.getKey(), evidence))
        .text("why_zh", reason.inChinese(strongest.getKey(), evidence))
        .day("first_day", warning.evidence().firstKey())
        .day("last_day", warning.evidence().lastKey())
        .day("strongest_day", strongest.getKey())
        .day("watched_since", watch.since(warning.subject().stream().code()))
        .number("correction_days", correctionDays)
        .number("window_days", finding.windowDays())
        .number("observed", finding.observed())
        .number("trials", finding.trials())
        .real("expected", finding.expected())
        .real("upper_bound", finding.upperBound())
        .real("p_value", finding.pValue())
        .real("score", finding.score())
        .text("method", finding.method())
        .texts("explains", evidence.explained().stream().map(Stratum::key).toList())
        .number("reference_days", finding.baseline().referenceDays())
        .number("left_out_days", finding.baseline().leftOutDays())
        .text("baseline", finding.baseline().state());
    if (evidence.reach().counted() != 0) {
      json.tree("contributions", contributions(evidence.reach()));
    }
  }

  private String since(ReportStream stream) {
    return LocalDate.ofEpochDay(watch.since(stream.code())).toString();
  }

  /** By dimension, the greatest first; {@code counted} is how much of the observed they divide. */
  private ObjectNode contributions(Reach reach) {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    all.put("counted", reach.counted());
    for (Contribution each : reach.contributions()) {
      ObjectNode node = all.withArray("/" + each.dimension().code()).addObject();
      if (each.code().isEmpty()) {
        node.put("others", true);
      } else {
        Taxonomy taxonomy = lattice.taxonomy(each.dimension());
        node.put("code", each.code());
        node.put("name_en", taxonomy.nameEn(each.code()));
        node.put("name_zh", taxonomy.nameZh(each.code()));
      }
      node.put("count", each.count());
    }
    return all;
  }

  private static ArrayNode steps(Warning warning) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Transition step : warning.transitions()) {
      ObjectNode node = array.addObject();
      node.put("revision", step.revision());
      node.put("on", LocalDate.ofEpochDay(step.on()).toString());
      node.put("action", step.action().code());
      node.put("from", step.from().code());
      node.put("to", step.to().code());
      node.put("reason", step.reason().code());
      node.put("at", Instant.ofEpochMilli(step.when().at()).toString());
      node.put("actor", step.by().actor());
      node.put("note", step.by().note());
    }
    return array;
  }

  /** The latest step of a warning's life. */
  public Document audit(WarningChange change) {
    Warning warning = WarningForm.read(change.warning());
    Transition step = warning.lastTransition();
    DocumentJson json =
        new DocumentJson()
            .text("warning_id", warning.id())
            .text("stratum", warning.subject().key())
            .text("stream", warning.subject().stream().code())
            .number("revision", step.revision())
            .instant("at", change.tick())
            .day("day", step.on())
            .text("action", step.action().code())
            .text("from_level", step.from().code())
            .text("to_level", step.to().code())
            .text("reason", step.reason().code())
            .text("actor", step.by().actor());
    fields.label(json, warning.subject());
    if (!step.by().command().isEmpty()) {
      json.text("command_id", step.by().command());
    }
    if (!step.by().note().isEmpty()) {
      json.text("note", step.by().note());
    }
    return new Document(
        DocumentKind.AUDIT.monthly(prefix, LocalDate.ofEpochDay(step.on())),
        DocumentIds.shortened(warning.id() + "#" + step.revision()),
        step.revision(),
        json.bytes());
  }
}
