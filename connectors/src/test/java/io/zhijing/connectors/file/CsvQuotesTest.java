package io.zhijing.connectors.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zhijing.connectors.file.Row.Accepted;
import io.zhijing.connectors.file.Row.Reason;
import io.zhijing.connectors.file.Row.Refusal;
import io.zhijing.connectors.file.Row.Refused;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a quote too many or too few does to the rows around it. */
class CsvQuotesTest {
  private static final String HEADER = "抽样编号,抽样日期,地区,产品名称,备注\n";

  private static CsvMapping mapping;

  @BeforeAll
  static void mappingOfInnerMongolia() throws PackFaults {
    mapping = PackLoader.builtIn("inner-mongolia").mapping();
  }

  private static List<Row> read(String text) throws IOException, HeaderFaults {
    List<Row> rows = new ArrayList<>();
    try (CsvReportSource source = open(text.getBytes(StandardCharsets.UTF_8))) {
      source.forEachRemaining(rows::add);
    }
    return rows;
  }

  private static CsvReportSource open(byte[] bytes) throws IOException, HeaderFaults {
    return CsvReportSource.open(
        new ByteArrayInputStream(bytes), mapping, ZoneId.of("Asia/Shanghai"));
  }

  private static String row(int number) {
    return "S" + number + ",2019-05-21,赤峰市,奶酪,\n";
  }

  private static String rows(int from, int to) {
    StringBuilder rows = new StringBuilder();
    for (int i = from; i <= to; i++) {
      rows.append(row(i));
    }
    return rows.toString();
  }

  private static List<String> ids(List<Row> rows) {
    return rows.stream()
        .filter(Accepted.class::isInstance)
        .map(row -> ((Accepted) row).report().identity().id())
        .toList();
  }

  private static List<Refused> refused(List<Row> rows) {
    return rows.stream().filter(Refused.class::isInstance).map(Refused.class::cast).toList();
  }

  private static Refused refused(long line, String column, Reason reason, String... about) {
    return new Refused(line, List.of(new Refusal(column, reason, about)));
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 1000})
  void aQuoteThatNothingEndsCostsItsRowAlone(int after) throws Exception {
    List<Row> rows = read(HEADER + row(2) + "S3,2019-05-21,赤峰市,\"奶酪,\n" + rows(4, 3 + after));
    String until = after == 5 ? "8" : "202";
    assertThat(refused(rows))
        .containsExactly(refused(3, "产品名称", Reason.UNCLOSED_QUOTE, "3", until));
    assertThat(ids(rows))
        .hasSize(after + 1)
        .startsWith("S2", "S4", "S5")
        .endsWith("S" + (3 + after));
  }

  @Test
  void aQuoteThatTheNextRowsQuoteEndsCostsItsRowAlone() throws Exception {
    List<Row> rows =
        read(
            HEADER
                + "S2,2019-05-21,赤峰市,\"奶酪,\n"
                + row(3)
                + "S4,2019-05-21,赤峰市,\"奶酪, 干\",\n"
                + row(5));
    assertThat(refused(rows)).containsExactly(refused(2, "", Reason.TEXT_AFTER_QUOTE, "2", "4"));
    assertThat(ids(rows)).containsExactly("S3", "S4", "S5");
  }

  @Test
  void aFileOfQuotedCellsLosesNoRowToOneThatIsMissing() throws Exception {
    List<Row> rows =
        read(
            HEADER
                + "\"S2\",\"2019-05-21\",\"赤峰市\",\"奶酪\",\"\n"
                + "\"S3\",\"2019-05-21\",\"赤峰市\",\"奶酪\",\"\"\n"
                + "\"S4\",\"2019-05-21\",\"赤峰市,\"奶酪\",\"\"\n"
                + "\"S5\",\"2019-05-21\",\"赤峰市\",\"奶酪\",\"\"\n");
    assertThat(refused(rows))
        .containsExactly(
            refused(2, "", Reason.TEXT_AFTER_QUOTE, "2", "3"),
            refused(4, "", Reason.TEXT_AFTER_QUOTE, "4", "4"));
    assertThat(ids(rows)).containsExactly("S3", "S5");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void rowsBetweenTwoQuotesTooManyAreRefusedOneByOne(int between) throws Exception {
    int last = 3 + between;
    List<Row> rows =
        read(
            HEADER
                + "S2,2019-05-21,赤峰市,\"奶酪,\n"
                + rows(3, 2 + between)
                + "S"
                + last
                + ",2019-05-21,赤峰市,奶酪\",\n"
                + row(last + 1));
    assertThat(refused(rows)).extracting(Row::line).hasSize(between + 2).contains(2L, (long) last);
    assertThat(refused(rows))
        .allMatch(
            each ->
                each.refusals()
                    .equals(
                        List.of(new Refusal("", Reason.ROW_IN_QUOTE, "2", String.valueOf(last)))));
    assertThat(ids(rows)).containsExactly("S" + (last + 1));
  }

  @Test
  void rowsThatSomebodyWroteIntoATextAreNotTaken() throws Exception {
    List<Row> rows =
        read(HEADER + "S2,2019-05-21,赤峰市,奶酪,\"见下\nX1,2019-05-21,赤峰市,奶酪,\n完\"\n" + row(5));
    assertThat(refused(rows)).extracting(Row::line).containsExactly(2L, 3L);
    assertThat(ids(rows)).containsExactly("S5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void cellsOfSeveralLinesAreRead(String end) throws Exception {
    String text =
        HEADER
            + "\"S2\",2019-05-21,赤峰市,\"硬质\n奶酪, \"\"干\"\"\",\"一,二\n\n三,四,五\n2019-05-21\"\n"
            + "\"S7\n乙\",2019-05-21,赤峰市,奶酪,\"一\n二\" \n"
            + row(10);
    List<Row> rows = read(text.replace("\n", end));
    assertThat(refused(rows)).isEmpty();
    assertThat(rows).extracting(Row::line).containsExactly(2L, 7L, 10L);
    assertThat(((Accepted) rows.get(0)).report().what().product())
        .isEqualTo("硬质" + end + "奶酪, \"干\"");
  }

  @ParameterizedTest
  @CsvSource({"200, true", "201, false"})
  void aCellHasTwoHundredLinesAtMost(int lines, boolean isRead) throws Exception {
    String cell =
        String.join("\n", Arrays.asList(new String[lines - 1]).stream().map(x -> "一").toList());
    List<Row> rows = read(HEADER + "S2,2019-05-21,赤峰市,奶酪,\"" + cell + "\n二\"\n" + row(2 + lines));
    assertThat(ids(rows))
        .isEqualTo(isRead ? List.of("S2", "S" + (2 + lines)) : List.of("S" + (2 + lines)));
    assertThat(rows).as("every line is told of").hasSize(isRead ? 2 : lines + 1);
    if (!isRead) {
      assertThat(rows.get(0)).isEqualTo(refused(2, "备注", Reason.UNCLOSED_QUOTE, "2", "201"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "\"奶酪\"干@''@TEXT_AFTER_QUOTE",
        "\"奶酪\"\"@产品名称@UNCLOSED_QUOTE",
        "\"@产品名称@UNCLOSED_QUOTE"
      })
  void textAfterAQuotedCellIsRefused(String cell, String column, Reason reason) throws Exception {
    List<Row> rows = read(HEADER + "S2,2019-05-21,赤峰市," + cell + ",\n" + row(3));
    assertThat(refused(rows)).extracting(Row::line).containsExactly(2L);
    Refusal refusal = refused(rows).get(0).refusals().get(0);
    assertThat(refusal.column()).isEqualTo(column);
    assertThat(refusal.reason()).isEqualTo(reason.code());
    assertThat(ids(rows)).containsExactly("S3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {"奶\"酪@奶\"酪", "5\" 奶酪@5\" 奶酪", "\"奶酪\"  @奶酪", "\"\"@''"})
  void quotesWithinAPlainCellAreText(String cell, String product) throws Exception {
    List<Row> rows = read(HEADER + "S2,2019-05-21,赤峰市," + cell + ",\n" + row(3));
    assertThat(ids(rows)).containsExactly("S2", "S3");
    assertThat(((Accepted) rows.get(0)).report().what().product()).isEqualTo(product);
  }

  @Test
  void aRowOfSeveralLinesWithAnotherNumberOfCellsTellsThem() throws Exception {
    List<Row> rows = read(HEADER + "S2,2019-05-21,赤峰市,\"奶\n酪\"\n" + row(4));
    assertThat(refused(rows))
        .containsExactly(refused(2, "", Reason.WRONG_NUMBER_OF_CELLS, "2", "3"));
    assertThat(ids(rows)).containsExactly("S4");
  }

  @Test
  void aHeaderWhoseQuotesDoNotMatchIsTold() {
    assertThatThrownBy(() -> read("抽样编号,\"抽样日期,地区,产品名称\n" + row(2)))
        .isInstanceOf(HeaderFaults.class)
        .hasMessageContaining("line 1")
        .hasMessageContaining("unclosed-quote");
  }

  @Test
  void aFileThatIsCutOffIsNoShortFile() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write((HEADER + rows(2, 100_000)).getBytes(StandardCharsets.UTF_8));
    }
    byte[] part = Arrays.copyOf(bytes.toByteArray(), bytes.size() - 100);
    try (CsvReportSource source = open(part)) {
      assertThatThrownBy(() -> source.forEachRemaining(row -> {}))
          .isInstanceOf(UncheckedIOException.class);
    }
  }
}
