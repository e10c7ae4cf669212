package io.zhijing.connectors.file;

import io.zhijing.connectors.file.Row.Accepted;
import io.zhijing.connectors.file.Row.Reason;
import io.zhijing.connectors.file.Row.Refusal;
import io.zhijing.connectors.file.Row.Refused;
import io.zhijing.connectors.wire.Fault;
import io.zhijing.connectors.wire.RawReport;
import io.zhijing.connectors.wire.WireSchema;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.detection.model.Spelling;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reads a CSV file, zipped or not, as reports in the order of its rows. Repeats and revisions are
 * passed on as they are; reconciling is the pipeline's task. A row that is no report comes out with
 * all its reasons and reading goes on; a quote too many or too few takes no other row with it
 * unsaid. One thread, one pass.
 */
public final class CsvReportSource implements Iterator<Row>, Closeable {

  private static final Set<String> STREAMS =
      WireSchema.WIRE_STREAMS.stream().map(ReportStream::code).collect(Collectors.toSet());
  private static final Set<String> YES_OR_NO = Set.of("true", "false");
  private static final List<CsvField> REQUIRED =
      List.of(CsvField.STREAM, CsvField.ID, CsvField.EVENT_DATE, CsvField.REGION, CsvField.SECTOR);

  private final CsvRecords records;
  private final ZoneId zone;
  private final CsvCells.Layout layout;
  private final DecoderCheck decoder;
  private final Deque<Row> pending = new ArrayDeque<>();

  private CsvReportSource(CsvRecords records, CsvMapping mapping, ZoneId zone)
      throws IOException, HeaderFaults {
    this.records = records;
    this.zone = zone;
    this.decoder = new DecoderCheck(zone);
    List<String> header = header(records);
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
    CsvRecords records = null;
    try {
      records = new CsvRecords(TextDecoding.open(stream));
      CsvReportSource source = new CsvReportSource(records, mapping, zone);
      records = null;
      return source;
    } catch (IOException e) {
      stream.close();
      throw e;
    } finally {
      if (records != null) {
        records.close();
      }
    }
  }

  private static List<String> header(CsvRecords records) throws IOException, HeaderFaults {
    Optional<CsvRecords.Found> first = records.next();
    if (first.isPresent() && first.get() instanceof CsvRecords.Broken broken) {
      throw new HeaderFaults(broken);
    }
    return first.isPresent() && first.get() instanceof CsvRecords.Whole whole
        ? whole.cells()
        : List.of();
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

  /**
   * The row, or, if the job's decoder would refuse its report, the decoder's reasons.
   *
   * @param row one of this source
   * @param receivedAt when the job would receive it; event times after it are refused
   */
  public Row asReceived(Accepted row, Instant receivedAt) {
    List<Fault> faults = decoder.faults(row.report(), receivedAt);
    return faults.isEmpty()
        ? row
        : new Refused(
            row.line(),
            faults.stream()
                .map(fault -> new Refusal(heading(fault.field()), fault.reason()))
                .toList());
  }

  private String heading(String wireField) {
    return DecoderCheck.field(wireField)
        .map(field -> isOfFailedItems(field) ? CsvField.FAILED_ITEMS : field)
        .map(layout::heading)
        .orElse(wireField);
  }

  /** Failed items become hazards. */
  private boolean isOfFailedItems(CsvField field) {
    return field == CsvField.HAZARDS
        && layout.column(field).isEmpty()
        && layout.column(CsvField.FAILED_ITEMS).isPresent();
  }

  /**
   * Whether there is another row.
   *
   * @throws UncheckedIOException if the file cannot be read on
   */
  @Override
  public boolean hasNext() {
    try {
      while (pending.isEmpty()) {
        Optional<CsvRecords.Found> found = records.next();
        if (found.isEmpty()) {
          return false;
        }
        take(found.get());
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return pending.remove();
  }

  @Override
  public void close() throws IOException {
    records.close();
  }

  private void take(CsvRecords.Found found) {
    if (found instanceof CsvRecords.Broken broken) {
      boolean isNamed = broken.column() >= 0 && broken.column() < layout.width();
      String column = isNamed ? layout.heading(broken.column()) : "";
      pending.add(refused(broken.line(), column, broken.reason(), broken.begun(), broken.until()));
    } else if (found instanceof CsvRecords.Whole whole
        && !whole.cells().stream().allMatch(String::isBlank)) {
      List<Long> rows = rowsInQuotes(whole);
      if (rows.isEmpty()) {
        pending.add(read(whole));
      }
      for (long line : rows) {
        pending.add(refused(line, "", Reason.ROW_IN_QUOTE, whole.line(), whole.lastLine()));
      }
    }
  }

  private static Refused refused(long line, String column, Reason reason, long from, long to) {
    return new Refused(
        line, List.of(new Refusal(column, reason, String.valueOf(from), String.valueOf(to))));
  }

  /**
   * The lines of a record that may have been rows, its first among them: one that lies in a quoted
   * cell and reads as a row, or the last, if the first does too (a quote too many in both).
   */
  private List<Long> rowsInQuotes(CsvRecords.Whole record) {
    List<String> lines = record.lines();
    List<Long> rows = new ArrayList<>();
    for (int index : record.within()) {
      if (readsAsRow(lines.get(index))) {
        rows.add(record.line() + index);
      }
    }
    int last = lines.size() - 1;
    if (last > 0 && readsAsRow(lines.get(0)) && readsAsRow(lines.get(last))) {
      rows.add(record.lastLine());
    }
    if (!rows.isEmpty()) {
      rows.add(0, record.line());
    }
    return rows;
  }

  /** Without its quotes it has the header's cells, and a day in the cell of the event's. */
  private boolean readsAsRow(String line) {
    String[] cells = line.split(",", -1);
    return cells.length == layout.width()
        && layout
            .column(CsvField.EVENT_DATE)
            .map(column -> LooseDate.read(cells[column].replace('"', ' ').strip(), zone))
            .filter(LooseDate.Reading.Day.class::isInstance)
            .isPresent();
  }

  private Row read(CsvRecords.Whole record) {
    long line = record.line();
    List<String> row = record.cells();
    if (row.size() != layout.width()) {
      return record.lines().size() == 1
          ? new Refused(line, List.of(new Refusal("", Reason.WRONG_NUMBER_OF_CELLS)))
          : refused(line, "", Reason.WRONG_NUMBER_OF_CELLS, line, record.lastLine());
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
                cells.code(CsvField.SAMPLING, WireSchema.SAMPLING_KINDS),
                cells.code(CsvField.STAGE, WireSchema.STAGES),
                cells.text(CsvField.BODY),
                cells.text(CsvField.CHANNEL)),
            outcome(cells),
            RawReport.Person.NONE);
    return cells.refusals().isEmpty()
        ? new Accepted(line, report)
        : new Refused(line, List.copyOf(cells.refusals()));
  }

  private RawReport.Identity identity(CsvCells cells) {
    cells.needed(CsvField.STREAM);
    String stream = cells.code(CsvField.STREAM, STREAMS);
    String id = cells.needed(CsvField.ID);
    cells.needed(CsvField.EVENT_DATE);
    LocalDate eventDate = cells.day(CsvField.EVENT_DATE, zone);
    LocalDate arrival = cells.day(CsvField.ARRIVAL_DATE, zone);
    LocalDate known = arrival == null ? eventDate : arrival;
    Integer revision = cells.count(CsvField.REVISION);
    return new RawReport.Identity(
        stream.isEmpty() ? null : ReportStream.ofCode(stream),
        id,
        revision == null ? 0 : revision,
        withdrawn(cells),
        eventDate,
        known == null ? null : known.atStartOfDay(zone).toInstant());
  }

  /** What is neither yes nor no is refused: taken as no, a withdrawal would count as a report. */
  private static boolean withdrawn(CsvCells cells) {
    return cells.code(CsvField.WITHDRAWN, YES_OR_NO).equals("true");
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
    return new RawReport.What(
        sector, product, List.copyOf(hazards), cells.code(CsvField.DOMAIN, WireSchema.DOMAINS));
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
