package io.zhijing.jobs.documents;

import io.zhijing.connectors.elasticsearch.Document;
import io.zhijing.connectors.elasticsearch.DocumentIds;
import io.zhijing.connectors.elasticsearch.DocumentKind;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.Lattice;
import io.zhijing.detection.model.Report;
import io.zhijing.detection.model.Stratum;
import io.zhijing.jobs.settings.Calendar;
import io.zhijing.jobs.state.DecidedSignal;
import io.zhijing.jobs.state.Evaluation;
import io.zhijing.jobs.state.ReportUpdate;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Documents of reports, counts and signals. Ids come from what the document is about and versions
 * from event time, so a replay writes the same documents again and an old write never hides a newer
 * one. Not thread-safe.
 */
public final class DocumentsOf {
  private static final int MOST_DAYS = 1000;

  /** What changes a count if it is in time. */
  private static final Set<String> CHANGING = Set.of("counted", "withdrawn");

  private final Lattice lattice;
  private final Calendar calendar;
  private final String prefix;
  private final NodeNames names;
  private final StratumFields fields;
  private final StratumBeginnings beginnings;
  private final Map<DocumentKind, Map<Integer, String>> monthly = new EnumMap<>(DocumentKind.class);

  /** Documents with names from the lattice's taxonomies, in indices with the prefix. */
  public DocumentsOf(Lattice lattice, Calendar calendar, String prefix) {
    this.lattice = lattice;
    this.calendar = calendar;
    this.prefix = prefix;
    this.names = new NodeNames(lattice);
    this.fields = new StratumFields(names);
    this.beginnings = new StratumBeginnings(fields);
  }

  /**
   * The report's current state.
   *
   * @param correctionDays how many days after its event day a report still counts
   */
  public Document report(ReportUpdate update, int correctionDays) {
    Report report = update.report();
    int delayDays = calendar.dayOf(report.arrivedAt()) - report.eventDay();
    boolean isLate = CHANGING.contains(update.status()) && delayDays > correctionDays;
    Report.Details details = report.details();
    DocumentJson json =
        new DocumentJson()
            .text("stream", report.stream())
            .text("report_id", report.id())
            .number("revision", report.revision())
            .text("status", isLate ? "late" : update.status())
            .day("event_date", report.eventDay())
            .instant("arrived_at", report.arrivedAt())
            .number("delay_days", delayDays)
            .text("region", report.region())
            .texts("region_path", path(Dimension.REGION, List.of(report.region())))
            .text("region_spelling", details.regionSpelling())
            .text("place_type", details.placeType())
            .texts("producer", report.producers())
            .texts("producer_path", path(Dimension.PRODUCER, List.of(report.producers())))
            .text("sector", report.sector())
            .texts("sector_path", path(Dimension.SECTOR, List.of(report.sector())))
            .text("sector_spelling", details.sectorSpelling())
            .text("product", details.product())
            .texts("hazard", report.hazards())
            .texts("hazard_path", path(Dimension.HAZARD, List.of(report.hazards())))
            .text("domain", details.domain())
            .text("enterprise", details.enterprise())
            .text("enterprise_name", details.enterpriseName())
            .text("seller", details.seller())
            .text("platform", details.platform())
            .text("sampling_kind", details.samplingKind())
            .text("stage", details.stage())
            .text("body", details.body())
            .text("channel", details.channel());
    if (report.trials() >= 0) {
      json.number("trials", report.trials());
    }
    if (report.failures() >= 0) {
      json.number("failures", report.failures());
    }
    json.texts("flags", details.flags());
    names(json, report);
    return document(
        DocumentKind.REPORTS,
        report.eventDay(),
        report.source() + ":" + report.id(),
        update.asOf(),
        json);
  }

  private void names(DocumentJson json, Report report) {
    fields.own(json, Dimension.REGION, report.region());
    fields.within(json, Dimension.REGION, List.of(report.region()));
    fields.within(json, Dimension.SECTOR, List.of(report.sector()));
    List<String> hazards = List.of(report.hazards());
    if (names.knows(Dimension.HAZARD)) {
      json.texts("hazard_name_en", hazardNames(hazards, false))
          .texts("hazard_name_zh", hazardNames(hazards, true));
    }
  }

  private List<String> hazardNames(List<String> codes, boolean isChinese) {
    return codes.stream().map(code -> names.name(Dimension.HAZARD, code, isChinese)).toList();
  }

  private List<String> path(Dimension dimension, List<String> nodes) {
    if (nodes.isEmpty()) {
      return List.of();
    }
    Set<String> path = new LinkedHashSet<>();
    nodes.forEach(node -> path.addAll(lattice.taxonomy(dimension).lineage(node)));
    return new ArrayList<>(path);
  }

  /** The counts of a stratum and day, against what was expected. */
  public Document counts(Evaluation evaluation) {
    DocumentJson json =
        DocumentJson.rest()
            .day("day", evaluation.day())
            .instant("as_of", evaluation.tick())
            .number("trials", evaluation.dayTrials())
            .number("observed", evaluation.dayObserved())
            .number("window_days", evaluation.windowDays())
            .number("window_trials", evaluation.trials())
            .number("window_observed", evaluation.observed());
    if (evaluation.dayExpected() > 0) {
      json.number("mix_expected_millionths", evaluation.dayExpected());
    }
    if (evaluation.referenceRate() > 0) {
      json.real("reference_rate", evaluation.referenceRate());
    }
    json.text("baseline", evaluation.baselineState())
        .text("baseline_reason", evaluation.baselineReason())
        .number("reference_days", evaluation.referenceDays())
        .number("left_out_days", evaluation.leftOutDays())
        .flag("signal", evaluation.isSignal())
        .text("reason", evaluation.reason());
    if (evaluation.finding().isEstimated()) {
      numbers(json, evaluation);
    }
    return new Document(
        monthly(DocumentKind.COUNTS, evaluation.day()),
        DocumentIds.shortened(evaluation.stratum() + "@" + LocalDate.ofEpochDay(evaluation.day())),
        evaluation.tick(),
        json.after(beginnings.of(evaluation.stratum())));
  }

  /** A signal and what became of it. */
  public Document signal(DecidedSignal decided) {
    Evaluation evaluation = decided.evaluation();
    DocumentJson json =
        fields
            .beginning(Stratum.parse(evaluation.stratum()))
            .day("day", evaluation.day())
            .instant("as_of", decided.tick())
            .text("kind", evaluation.kind())
            .text("status", evaluation.isSignal() ? "current" : "cleared")
            .number("window_days", evaluation.windowDays())
            .number("observed", evaluation.observed())
            .number("trials", evaluation.trials())
            .text("decision", decided.decision())
            .text("reason", evaluation.reason())
            .text("explained_by", decided.explainedBy())
            .texts("cluster_regions", evaluation.places())
            .texts("evidence_streams", evaluation.streams());
    numbers(json, evaluation);
    return document(
        DocumentKind.SIGNALS,
        evaluation.day(),
        evaluation.stratum()
            + "@"
            + LocalDate.ofEpochDay(evaluation.day())
            + evaluation.around().mark(),
        decided.tick(),
        json);
  }

  private static void numbers(DocumentJson json, Evaluation evaluation) {
    json.real("expected", evaluation.expected())
        .real("upper_bound", evaluation.upperBound())
        .real("p_value", evaluation.pValue())
        .real("score", evaluation.finding().score())
        .text("method", evaluation.method());
  }

  private String monthly(DocumentKind kind, int day) {
    Map<Integer, String> ofKind = monthly.computeIfAbsent(kind, each -> new HashMap<>());
    String known = ofKind.get(day);
    if (known == null) {
      if (ofKind.size() >= MOST_DAYS) {
        ofKind.clear();
      }
      known = kind.monthly(prefix, LocalDate.ofEpochDay(day));
      ofKind.put(day, known);
    }
    return known;
  }

  private Document document(
      DocumentKind kind, int day, String id, long version, DocumentJson json) {
    return new Document(monthly(kind, day), DocumentIds.shortened(id), version, json.bytes());
  }
}
