package io.zhijing.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.wire.RawReport;
import io.zhijing.detection.model.Dimension;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.jobs.end.SimulatedRegion;
import io.zhijing.jobs.end.SimulatedRegionExtension;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.csv.CSVRecord;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The report on a quarter, held against the reports that were sent. */
@ExtendWith(SimulatedRegionExtension.class)
class ReportIT {
  private static final String EVERY_READER_HAS = "Helvetica";

  private RawCounts raw;
  private AnalystLine line;

  @TempDir private Path folder;

  @BeforeEach
  void replay(SimulatedRegion region) throws IOException {
    raw = new RawCounts(region);
    line = new AnalystLine(region);
  }

  private Path report(String format) {
    Path file = folder.resolve("report." + format);
    CommandLine command =
        new CommandLine(new ReportCommand(Locale.ENGLISH))
            .setCaseInsensitiveEnumValuesAllowed(true);
    AnalystLine.Said said =
        line.run(
            command,
            "--from",
            RawCounts.FROM.toString(),
            "--to",
            RawCounts.TO.toString(),
            "--format",
            format,
            "--out",
            file.toString());
    assertThat(said.code()).as(said.out() + said.err()).isZero();
    return file;
  }

  private List<CSVRecord> reported() throws IOException {
    return AnalystLine.csv(new StringReader(Files.readString(report("csv")).substring(1)));
  }

  private static Map<String, List<Long>> section(List<CSVRecord> report, String key) {
    Map<String, List<Long>> rows = new TreeMap<>();
    report.stream()
        .filter(row -> row.get("section").equals(key))
        .forEach(
            row -> {
              String tests = row.get("tests");
              rows.put(
                  row.get("code"),
                  List.of(
                      tests.isEmpty() ? 0L : Long.parseLong(tests),
                      Long.parseLong(row.get("observed"))));
            });
    return rows;
  }

  private Set<String> league(RawReport report) {
    List<String> lineage = raw.taxonomy(Dimension.REGION).lineage(raw.ended(report));
    return lineage.isEmpty() ? Set.of() : Set.of(lineage.get(lineage.size() - 1));
  }

  @Test
  void everyNumberOfAQuarterIsACountOverTheRawReports() throws IOException {
    List<CSVRecord> report = reported();
    List<RawReport> inspections = raw.sent(ReportStream.INSPECTION);
    List<RawReport> complaints = raw.sent(ReportStream.COMPLAINT);
    List<Long> whole =
        RawCounts.counted(inspections, each -> Set.of(""), RawCounts::tested).get("");
    assertThat(inspections).hasSizeGreaterThan(1_000);
    assertThat(section(report, "pass.products")).containsOnly(Map.entry("", whole));
    assertThat(section(report, "inspections.region"))
        .hasSizeGreaterThan(10)
        .isEqualTo(RawCounts.counted(inspections, this::league, RawCounts::tested));
    assertThat(section(report, "complaints.region"))
        .hasSizeGreaterThan(10)
        .isEqualTo(RawCounts.counted(complaints, this::league, each -> List.of(0L, 1L)));
    Map<String, List<Long>> weeks =
        RawCounts.counted(
            inspections, each -> Set.of(monday(each.identity().eventDate())), RawCounts::tested);
    assertThat(section(report, "weeks.inspections")).hasSize(14).isEqualTo(weeks);
    Map<String, List<Long>> complaintWeeks =
        RawCounts.counted(
            complaints,
            each -> Set.of(monday(each.identity().eventDate())),
            each -> List.of(0L, 1L));
    assertThat(section(report, "weeks.complaints")).isEqualTo(complaintWeeks);
  }

  private static String monday(LocalDate day) {
    return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).toString();
  }

  @Test
  void sectorsHazardsAndProducersAreCountsToo() throws IOException {
    List<CSVRecord> report = reported();
    Map<String, List<Long>> sectors = section(report, "inspections.sector");
    assertThat(sectors)
        .isNotEmpty()
        .isEqualTo(
            RawCounts.counted(
                raw.sent(ReportStream.INSPECTION),
                each -> atOrOther(sectors.keySet(), Dimension.SECTOR, each.what().sector()),
                RawCounts::tested));
    Map<String, List<Long>> hazards = section(report, "inspections.hazard");
    assertThat(hazards)
        .isNotEmpty()
        .isEqualTo(
            RawCounts.counted(
                raw.sent(ReportStream.INSPECTION),
                each -> at(hazards.keySet(), Dimension.HAZARD, each.what().hazards()),
                each -> List.of(0L, RawCounts.failures(each))));
    Map<String, List<Long>> online = section(report, "online.producer");
    assertThat(online)
        .isNotEmpty()
        .isEqualTo(
            RawCounts.counted(
                raw.sent(ReportStream.ECOMMERCE),
                each -> at(online.keySet(), Dimension.PRODUCER, each.where().producerRegions()),
                RawCounts::tested));
  }

  /** The same for one that every report names; what no row is for is of all others. */
  private Set<String> atOrOther(Set<String> nodes, Dimension dimension, String spelling) {
    Set<String> found = at(nodes, dimension, List.of(spelling));
    boolean isPlaced = !raw.taxonomy(dimension).lineage(raw.resolve(dimension, spelling)).isEmpty();
    return found.isEmpty() && isPlaced ? Set.of("") : found;
  }

  /** Those of the nodes at or above what a report names. */
  private Set<String> at(Set<String> nodes, Dimension dimension, List<String> spellings) {
    Set<String> found = new HashSet<>();
    for (String spelling : spellings) {
      String code = raw.resolve(dimension, spelling);
      nodes.stream().filter(node -> raw.isBelow(dimension, code, node)).forEach(found::add);
    }
    return found;
  }

  @Test
  void thePrintedReportHasItsGlyphsAndSaysSimulatedOnEveryPage() throws IOException {
    String tests = section(reported(), "pass.products").get("").get(0).toString();
    try (PDDocument pdf = Loader.loadPDF(report("pdf").toFile())) {
      assertThat(pdf.getNumberOfPages()).isBetween(3, 40);
      for (int page = 1; page <= pdf.getNumberOfPages(); page++) {
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        assertThat(stripper.getText(pdf)).as("page %s", page).contains("模拟数据");
      }
      String text = new PDFTextStripper().getText(pdf);
      assertThat(text).contains("产品质量合格率", "呼和浩特市", "锡林郭勒盟", "不合格率");
      assertThat(text.replace(",", "").replace(" ", "")).contains(tests);
      assertThat(text).doesNotContain("\uFFFD").doesNotContain("#");
      for (PDPage page : pdf.getPages()) {
        for (COSName font : page.getResources().getFontNames()) {
          PDFont used = page.getResources().getFont(font);
          assertThat(used.isEmbedded() || used.getName().startsWith(EVERY_READER_HAS))
              .as("%s is in the document", used.getName())
              .isTrue();
        }
      }
    }
    String html = Files.readString(report("html"));
    assertThat(html).contains("模拟数据").containsPattern("role=\"img\" aria-label=\"[^\"]+\"");
    assertThat(html.split("<div class=\"column\"", -1)).hasSizeGreaterThan(12);
    assertThat(html.replace("xmlns=\"http://www.w3.org/1999/xhtml\"", ""))
        .as("nothing is loaded from elsewhere")
        .doesNotContain("http://", "https://", "url(", "<script", "<link", "@import");
  }
}
