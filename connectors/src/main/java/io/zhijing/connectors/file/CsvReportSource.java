package io.zhijing.connectors.file;

import io.zhijing.connectors.file.Row.Accepted;
import io.zhijing.connectors.file.Row.Reason;
import io.zhijing.connectors.file.Row.Refusal;
import io.zhijing.connectors.file.Row.Refused;
import io.zhijing.connectors.wire.RawReport;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.Spelling;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads a CSV file, zipped or not, as reports in the order of its rows. Repeats and revisions are
 * passed on as they are; reconciling is the pipeline's task. A row that is no report comes out with
 * all its reasons and reading goes on. One thread, one pass.
 */
public final class CsvReportSource implements Iterator<Row>, Closeable {

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT
          .builder()
          .setIgnoreEmptyLines(false)
          .setTrailingData(true)
          .setLenientEof(true)
          .get();
  private static final List<CsvField> REQUIRED =
      List.of(CsvField.STREAM, CsvField.ID, CsvField.EVENT_DATE, CsvField.REGION, CsvField.SECTOR);

  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final ZoneId zone;
  private final CsvCells.Layout layout;
  private Row next;

  private CsvReportSource(CSVParser parser, CsvMapping mapping, ZoneId zone) throws HeaderFaults {
    this.parser = parser;
    this.records = parser.iterator();
    this.zone = zone;
    List<String> header = records.hasNext() ? records.next().toList() : List.of();
    this.layout = new CsvCells.Layout(mapping, columns(mapping, header), header);
  }

  /**
   * Opens a file.
   *
   * @param zone of the authority's calendar days
   * @throws HeaderFaults if the header lacks a required field
   */
  public static CsvReportSource open(Path file, CsvMapping mapping, ZoneId zone)
      throws IOException, HeaderFaults {
    return open(Files.newInputStream(file), mapping, zone);
  }

  /** Opens a data file that comes with a pack. */
  public static CsvReportSource open(Pack pack, Pack.DataFile data)
      throws IOException, HeaderFaults {
    return open(pack.files().open(data.path()), data.mapping(), pack.zone());
  }

  /** Reads a stream, which is closed with this source, also when the header is at fault. */
  public static CsvReportSource open(InputStream stream, CsvMapping mapping, ZoneId zone)
      throws IOException, HeaderFaults {
    CSVParser parser = null;
    try {
      Reader reader = TextDecoding.open(stream);
      parser = CSVParser.builder().setReader(reader).setFormat(FORMAT).get();
      CsvReportSource source = new CsvReportSource(parser, mapping, zone);
      parser = null;
      return source;
    } catch (IOException e) {
      stream.close();
      throw e;
    } finally {
      if (parser != null) {
        parser.close();
      }
    }
  }

  private static Map<CsvField, Integer> columns(CsvMapping mapping, List<String> header)
      throws HeaderFaults {
    Map<String, Integer> byHeading = new LinkedHashMap<>();
    for (int i = 0; i < header.size(); i++) {
      byHeading.putIfAbsent(Spelling.normalise(header.get(i)), i);
    }
    Map<CsvField, Integer> columns = new EnumMap<>(CsvField.class);
    mapping
        .columns()
        .forEach(
            (field, headings) ->
                headings.stream()
                    .map(heading -> byHeading.get(Spelling.normalise(heading)))
                    .filter(column -> column != null)
                    .findFirst()
                    .ifPresent(column -> columns.put(field, column)));
    Map<CsvField, List<String>> missing = new EnumMap<>(CsvField.class);
    for (CsvField field : REQUIRED) {
      boolean byProduct = field == CsvField.SECTOR && columns.containsKey(CsvField.PRODUCT);
      if (!columns.containsKey(field) && !mapping.constants().containsKey(field) && !byProduct) {
        missing.put(field, mapping.columns().getOrDefault(field, List.of()));
      }
    }
    if (!missing.isEmpty()) {
      throw new HeaderFaults(missing);
    }
    return columns;
  }

  /** The rows that are left, as a stream that closes this source. */
  public Stream<Row> stream() {
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED | Spliterator.NONNULL),
            false)
        .onClose(
            () -> {
              try {
                close();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  @Override
  public boolean hasNext() {
    while (next == null) {
      long line = parser.getCurrentLineNumber() + 1;
      if (!records.hasNext()) {
        return false;
      }
      List<String> cells = records.next().toList();
      if (!cells.stream().allMatch(String::isBlank)) {
        next = read(line, cells);
      }
    }
    return true;
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Row row = next;
    next = null;
    return row;
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }

  private Row read(long line, List<String> row) {
    if (row.size() != layout.width()) {
      return new Refused(line, List.of(new Refusal("", Reason.WRONG_NUMBER_OF_CELLS)));
    }
    CsvCells cells = new CsvCells(layout, row);
    RawReport report =
        new RawReport(
            identity(cells),
            new RawReport.Where(
                cells.needed(CsvField.REGION),
                cells.text(CsvField.PLACE_TYPE),
                cells.texts(CsvField.PRODUCER_REGIONS)),
            what(cells),
            new RawReport.Who(
                cells.text(CsvField.ENTERPRISE_CODE),
                cells.text(CsvField.ENTERPRISE_NAME),
                cells.text(CsvField.SELLER_CODE),
                cells.text(CsvField.SELLER_NAME),
                cells.text(CsvField.PLATFORM)),
            new RawReport.Sampling(
                cells.text(CsvField.SAMPLING),
                cells.text(CsvField.STAGE),
                cells.text(CsvField.BODY),
                cells.text(CsvField.CHANNEL)),
            outcome(cells),
            RawReport.Person.NONE);
    return cells.refusals().isEmpty()
        ? new Accepted(line, report)
        : new Refused(line, List.copyOf(cells.refusals()));
  }

  private RawReport.Identity identity(CsvCells cells) {
    String code = cells.needed(CsvField.STREAM);
    Optional<ReportStream> stream =
        Arrays.stream(ReportStream.values()).filter(s -> s.code().equals(code)).findFirst();
    if (stream.isEmpty() && !code.isEmpty()) {
      cells.refuse(CsvField.STREAM, Reason.UNKNOWN_VALUE);
    }
    String id = cells.needed(CsvField.ID);
    cells.needed(CsvField.EVENT_DATE);
    LocalDate eventDate = cells.day(CsvField.EVENT_DATE, zone);
    LocalDate arrival = cells.day(CsvField.ARRIVAL_DATE, zone);
    LocalDate known = arrival == null ? eventDate : arrival;
    Integer revision = cells.count(CsvField.REVISION);
    return new RawReport.Identity(
        stream.orElse(null),
        id,
        revision == null ? 0 : revision,
        withdrawn(cells),
        eventDate,
        known == null ? null : known.atStartOfDay(zone).toInstant());
  }

  /** What is neither yes nor no is refused: taken as no, a withdrawal would count as a report. */
  private static boolean withdrawn(CsvCells cells) {
    String text = Spelling.normalise(cells.text(CsvField.WITHDRAWN));
    if (!text.isEmpty() && !text.equals("true") && !text.equals("false")) {
      cells.refuse(CsvField.WITHDRAWN, Reason.UNKNOWN_VALUE);
    }
    return text.equals("true");
  }

  private static RawReport.What what(CsvCells cells) {
    String product = cells.text(CsvField.PRODUCT);
    String sector = product.isEmpty() ? cells.needed(CsvField.SECTOR) : cells.text(CsvField.SECTOR);
    String plain = cells.text(CsvField.HAZARDS);
    List<String> hazards =
        new ArrayList<>(
            FailedItems.isCompound(plain) ? FailedItems.of(plain) : cells.texts(CsvField.HAZARDS));
    for (String item : failedItems(cells)) {
      if (!hazards.contains(item)) {
        hazards.add(item);
      }
    }
    return new RawReport.What(sector, product, List.copyOf(hazards), cells.text(CsvField.DOMAIN));
  }

  /** Items of a compound cell, or of one that only lists them, between the mapping's separators. */
  private static List<String> failedItems(CsvCells cells) {
    String text = cells.text(CsvField.FAILED_ITEMS);
    return FailedItems.isCompound(text)
        ? FailedItems.of(text)
        : cells.texts(CsvField.FAILED_ITEMS).stream()
            .flatMap(part -> FailedItems.of(part).stream())
            .distinct()
            .toList();
  }

  /** A named failed item is a failure also where the source has no verdict column. */
  private static RawReport.Outcome outcome(CsvCells cells) {
    Integer trials = cells.count(CsvField.TRIALS);
    Integer failures = cells.count(CsvField.FAILURES);
    if (failures == null && !failedItems(cells).isEmpty()) {
      failures = 1;
    }
    if (trials != null && failures != null && failures > trials) {
      cells.refuse(CsvField.FAILURES, Reason.FAILURES_EXCEED_TRIALS);
    }
    return new RawReport.Outcome(trials, failures);
  }
}
