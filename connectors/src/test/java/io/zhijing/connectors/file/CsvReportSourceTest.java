package io.zhijing.connectors.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.zhijing.connectors.file.Row.Accepted;
import io.zhijing.connectors.file.Row.Reason;
import io.zhijing.connectors.file.Row.Refusal;
import io.zhijing.connectors.file.Row.Refused;
import io.zhijing.connectors.wire.RawReport;
import io.zhijing.detection.model.ReportStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReportSourceTest {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final String HEADER =
      "抽样编号,抽样日期,公告日期,被抽样单位所在地,分类,产品名称,不合格项目║检验结果║标准值,检验结论,抽样方式,检验批次\n";

  private static CsvMapping mapping;

  @BeforeAll
  static void mappingOfInnerMongolia() throws PackFaults {
    mapping = PackLoader.builtIn("inner-mongolia").mapping();
  }

  private static List<Row> read(byte[] bytes) throws IOException, HeaderFaults {
    List<Row> rows = new ArrayList<>();
    try (CsvReportSource source =
        CsvReportSource.open(new ByteArrayInputStream(bytes), mapping, ZONE)) {
      source.forEachRemaining(rows::add);
    }
    return rows;
  }

  private static List<Row> read(String text) throws IOException, HeaderFaults {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static RawReport only(List<Row> rows) {
    assertThat(rows).hasSize(1).first().isInstanceOf(Accepted.class);
    return ((Accepted) rows.get(0)).report();
  }

  private static byte[] encoded(String text, String encoding) throws IOException {
    return switch (encoding) {
      case "BOM" -> ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8);
      case "GZIP" -> {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
          zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        yield bytes.toByteArray();
      }
      default -> text.getBytes(Charset.forName(encoding));
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "BOM", "GB18030", "GBK", "GZIP", "UTF-16"})
  void noticeIsReadInEveryEncoding(String encoding) throws Exception {
    String text =
        HEADER + "S1,2019/5/21,2019年6月1日,呼和浩特市,乳制品,奶酪,菌落总数║9.9×10³CFU/g║≤100CFU/g,不合格,随机抽查,1\n";
    RawReport report = only(read(encoded(text, encoding)));
    assertThat(report.identity())
        .isEqualTo(
            new RawReport.Identity(
                ReportStream.INSPECTION,
                "S1",
                0,
                false,
                LocalDate.of(2019, 5, 21),
                Instant.parse("2019-05-31T16:00:00Z")));
    assertThat(report.where().region()).isEqualTo("呼和浩特市");
    assertThat(report.what().sector()).isEqualTo("乳制品");
    assertThat(report.what().product()).isEqualTo("奶酪");
    assertThat(report.what().hazards()).containsExactly("菌落总数");
    assertThat(report.sampling().kind()).isEqualTo("random");
    assertThat(report.outcome()).isEqualTo(new RawReport.Outcome(1, 1));
  }

  @Test
  void longGb18030FileIsNotTakenForUtf8() throws Exception {
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 0; i < 4000; i++) {
      text.append("S").append(i).append(",2019-05-21,,赤峰市,肉制品,,铅║1mg/kg║≤0.5mg/kg,不合格,,\n");
    }
    assertThat(read(text.toString().getBytes(Charset.forName("GB18030"))))
        .hasSize(4000)
        .allMatch(row -> ((Accepted) row).report().where().region().equals("赤峰市"));
    assertThat(read(text.toString()))
        .hasSize(4000)
        .allMatch(row -> ((Accepted) row).report().where().region().equals("赤峰市"));
  }

  @ParameterizedTest
  @CsvSource({
    "2016—05—03, 2016-05-03",
    "2016-05-03, 2016-05-03",
    "2016–5–3, 2016-05-03",
    "2019.4.20, 2019-04-20",
    "20190118, 2019-01-18",
    "2019/5/21, 2019-05-21",
    "2019年5月21日, 2019-05-21",
    "2019年5月21日(购进), 2019-05-21",
    "2019-05-21（购进）, 2019-05-21",
    "购进日期：2019-05-21, 2019-05-21",
    "2019-05-21购进日期, 2019-05-21",
    "２０１９－０５－２１, 2019-05-21",
    "2019-05-21 00:00:00, 2019-05-21",
    "2019-05-21T08:30:00Z, 2019-05-21",
    "2024-01-05T23:30:00Z, 2024-01-06",
    "2024-01-05T15:59:59.999z, 2024-01-05",
    "2024/1/5 8:30, 2024-01-05",
    "2024-01-05 23:30:00, 2024-01-05",
    "2024-01-05T23:30:00+08:00, 2024-01-05",
    "2024-01-05 23:30 +0800, 2024-01-05",
    "2024-01-05T12:30-05:00, 2024-01-06",
    "2024-01-01T00:30:00+10, 2023-12-31",
    "2024-01-05 Z, 2024-01-05",
    "1900-01-01, 1900-01-01",
    "2020-02-29, 2020-02-29"
  })
  void dateOfEveryFormIsRead(String text, LocalDate day) {
    assertThat(LooseDate.read(text, ZONE)).isEqualTo(new LooseDate.Reading.Day(day));
  }

  @ParameterizedTest
  @CsvSource({
    "2019-02-29, NO_SUCH_DAY",
    "20191301, NO_SUCH_DAY",
    "2024-01-05T25:30:00Z, NO_SUCH_DAY",
    "2024-01-05T23:30:00+99:00, NO_SUCH_DAY",
    "1899-12-31, NO_SUCH_DAY",
    "00240105, NO_SUCH_DAY",
    "2019年, NOT_A_DATE",
    "见包装, NOT_A_DATE",
    "19-05-21, NOT_A_DATE",
    "2019-05, NOT_A_DATE",
    "201901188, NOT_A_DATE"
  })
  void impossibleDateIsRefused(String text, Reason reason) {
    assertThat(LooseDate.read(text, ZONE)).isEqualTo(new LooseDate.Reading.Refused(reason));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "苯甲酸及其钠盐(以苯甲酸计)║0.79g/kg║≤0.2g/kg@苯甲酸及其钠盐(以苯甲酸计)",
        "铝的残留量║≤200mg/kg║421mg/kg@铝的残留量",
        "菌落总数‖2.2×102CFU/g‖n=5,c=2,m=104,M=105@菌落总数",
        "沙门氏菌丨检出丨不得检出@沙门氏菌",
        "酸价|5.2 mg/g|≤3 mg/g@酸价",
        "不得检出║孔雀石绿║1.2μg/kg@孔雀石绿",
        "0.79g/kg║山梨酸║≤0.2g/kg@山梨酸",
        "菌落总数║12000CFU/g║≤10000CFU/g；大肠菌群║230CFU/g║≤100CFU/g@菌落总数+大肠菌群",
        "2,4-滴║0.5mg/kg║≤0.1mg/kg@2,4-滴",
        "厚度偏差║-0.003 mm║≥ -0.002 mm@厚度偏差",
        "酒精度║38.5%vol║40～42%vol@酒精度",
        "阴性║呋喃唑酮代谢物║0.5µg/kg@呋喃唑酮代谢物",
        "标准值:≤0.02║铅(以Pb计)║检验结果:0.1mg/kg@铅(以Pb计)",
        "菌落总数/52000CFU/g/≤10000CFU/g@菌落总数",
        "铅/1mg/kg/≤0.5mg/kg；镉/0.4mg/kg/≤0.1mg/kg@铅+镉",
        "挥发性盐基氮/30mg/100g/≤15mg/100g@挥发性盐基氮",
        "沙门氏菌/检出/25g/不得检出@沙门氏菌",
        "沙门氏菌/检出/不得检出@沙门氏菌",
        "商业无菌/不符合/应符合商业无菌@商业无菌",
        "水分／13.5%／≤13.0%@水分",
        "菌落总数/52000CFU/g/≤10000CFU/g/大肠菌群/230CFU/g/≤100CFU/g@菌落总数+大肠菌群",
        "菌落总数/ 52000CFU/g /n=5,c=2,m=104,M=105@菌落总数",
        "六六六/滴滴涕/0.3mg/kg/≤0.1mg/kg@六六六/滴滴涕",
        "六六六/滴滴涕@六六六/滴滴涕",
        "维生素B1/B2@维生素B1/B2",
        "克百威/3-羟基克百威║0.1mg/kg║≤0.02mg/kg@克百威/3-羟基克百威"
      })
  void itemIsFoundWhateverTheOrder(String cell, String items) {
    assertThat(String.join("+", FailedItems.of(cell))).isEqualTo(items);
  }

  @Test
  void compoundCellUnderAPlainHeadingIsReadToo() throws Exception {
    RawReport report =
        only(
            read(
                """
                抽样编号,抽样日期,地区,分类,食品名称,不合格项目,结论
                EX1,2019.4.20,呼和浩特市,粮食加工品,挂面,菌落总数║300000 CFU/g║≤100000 CFU/g,不合格
                """));
    assertThat(report.what().hazards()).containsExactly("菌落总数");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "不合格项目@铅@铅@1",
        "不合格项目@铅║1mg/kg║≤0.5mg/kg@铅@1",
        "不合格项目@铅、镉；山梨酸@铅+镉+山梨酸@1",
        "不合格项@菌落总数/52000CFU/g/≤10000CFU/g@菌落总数@1",
        "不合格项目/检验结果/标准值@菌落总数/52000CFU/g/≤10000CFU/g@菌落总数@1",
        "不合格项目@无不合格项目@''@",
        "不合格项目@合格@''@",
        "不合格项目@/@''@",
        "item_hazard@铅@铅@",
        "投诉问题@异物@异物@",
        "投诉问题@甲拌磷(包括甲拌磷砜、甲拌磷亚砜)、铅@甲拌磷(包括甲拌磷砜、甲拌磷亚砜)+铅@",
        "投诉问题@滴酸【含(钠盐;铵盐)】；铅@滴酸【含(钠盐;铵盐)】+铅@",
        "投诉问题@铅(未注明、镉@铅(未注明+镉@",
        "不合格项目@甲拌磷(包括甲拌磷砜、甲拌磷亚砜)；铅、镉@甲拌磷(包括甲拌磷砜、甲拌磷亚砜)+铅+镉@1"
      })
  void onlyWhatIsNamedAsFailedIsAFailure(
      String heading, String cell, String items, Integer failures) throws Exception {
    RawReport report =
        only(read("抽样编号,抽样日期,地区,分类," + heading + "\nS1,2019-05-21,赤峰市,乳制品," + cell + "\n"));
    assertThat(String.join("+", report.what().hazards())).isEqualTo(items);
    assertThat(report.outcome()).isEqualTo(new RawReport.Outcome(null, failures));
  }

  @Test
  void slashMeansNone() throws Exception {
    RawReport report = only(read(HEADER + "S1,2019-05-21,/,/,乳制品,/,/,/,/,/\n"));
    assertThat(report.what().hazards()).isEmpty();
    assertThat(report.where().region()).isEqualTo("unknown");
    assertThat(report.outcome()).isEqualTo(new RawReport.Outcome(null, null));
    assertThat(report.identity().arrivedAt()).isEqualTo("2019-05-20T16:00:00Z");
  }

  @Test
  void failedItemWithoutVerdictIsAFailureWithoutDenominator() throws Exception {
    RawReport report = only(read(HEADER + "S1,2019-05-21,,赤峰市,乳制品,,铅║1mg/kg║≤0.5mg/kg,,,\n"));
    assertThat(report.outcome()).isEqualTo(new RawReport.Outcome(null, 1));
  }

  @Test
  void rowIsRefusedWithAllItsReasonsAndReadingGoesOn() throws Exception {
    List<Row> rows =
        read(
            HEADER
                + ",2019-02-30,soon,赤峰市,乳制品,,,合格?,随机,many\n"
                + "S2,2019-05-21,,赤峰市,乳制品,,,不合格,随机,0\n"
                + "S3,2019-05-21\n"
                + "\n"
                + "\"S4\nx\",2019-05-21,,赤峰市,乳制品,,,合格,随机,1\n"
                + "S5,2019-05-21,,赤峰市,乳制品,,,合格,随机,1\n");
    assertThat(rows)
        .extracting(Row::line)
        .as("lines are those of the file, also after a cell of two lines")
        .containsExactly(2L, 3L, 4L, 6L, 8L);
    assertThat(((Refused) rows.get(0)).refusals())
        .containsExactlyInAnyOrder(
            new Refusal("抽样编号", Reason.MISSING_VALUE),
            new Refusal("抽样日期", Reason.NO_SUCH_DAY),
            new Refusal("公告日期", Reason.NOT_A_DATE),
            new Refusal("检验结论", Reason.NOT_A_COUNT),
            new Refusal("检验批次", Reason.NOT_A_COUNT));
    assertThat(((Refused) rows.get(1)).refusals())
        .containsExactly(new Refusal("检验结论", Reason.FAILURES_EXCEED_TRIALS));
    assertThat(((Refused) rows.get(2)).refusals())
        .containsExactly(new Refusal("", Reason.WRONG_NUMBER_OF_CELLS));
    assertThat(rows.get(3)).isInstanceOf(Accepted.class);
    assertThat(rows.get(4)).isInstanceOf(Accepted.class);
  }

  @Test
  void refusalHoldsNoTextOfTheCell() throws Exception {
    Row row = read(HEADER + "S1,13812345678,,赤峰市,乳制品,,,合格,,1\n").get(0);
    assertThat(row.toString()).doesNotContain("13812345678");
  }

  @Test
  void unknownStreamIsRefused() throws Exception {
    Row row = read("stream,id,event_date,region,sector\nrumour,1,2019-05-21,r,s\n").get(0);
    assertThat(((Refused) row).refusals())
        .containsExactly(
            new Refusal("stream", Reason.UNKNOWN_VALUE, "complaint, ecommerce, inspection"));
  }

  @Test
  void headerNamesAllMissingFieldsAndWhatItWouldAccept() {
    HeaderFaults faults = catchThrowableOfType(HeaderFaults.class, () -> read("序号,产品名称\n1,奶酪\n"));
    assertThat(faults.missing())
        .containsOnlyKeys(CsvField.ID, CsvField.EVENT_DATE, CsvField.REGION);
    assertThat(faults).hasMessageContaining("抽样编号").hasMessageContaining("event_date");
  }

  @Test
  void emptyFileHasAFaultyHeader() {
    assertThat(catchThrowableOfType(HeaderFaults.class, () -> read(""))).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "是, true",
    "已撤回, true",
    "撤回, true",
    "Y, true",
    "yes, true",
    "1, true",
    "Withdrawn, true",
    "TRUE, true",
    "否, false",
    "N, false",
    "no, false",
    "0, false",
    "false, false",
    "'', false",
    "/, false"
  })
  void withdrawalIsReadWhateverItsWord(String word, boolean withdrawn) throws Exception {
    RawReport report = only(read("抽样编号,抽样日期,地区,分类,是否撤回\nS1,2019-05-21,赤峰市,乳制品," + word + "\n"));
    assertThat(report.identity().withdrawn()).isEqualTo(withdrawn);
  }

  @Test
  void wordThatIsNoWithdrawalAndNoneIsRefused() throws Exception {
    Row row = read("抽样编号,抽样日期,地区,分类,是否撤回\nS1,2019-05-21,赤峰市,乳制品,或许\n").get(0);
    assertThat(((Refused) row).refusals())
        .containsExactly(new Refusal("是否撤回", Reason.UNKNOWN_VALUE, "false, true"));
  }

  @Test
  void repeatsAndRevisionsPassAsTheyAre() throws Exception {
    List<Row> rows =
        read(
            """
            stream,id,revision,withdrawn,event_date,region,sector
            complaint,1,0,,2019-05-21,r,s
            complaint,1,0,,2019-05-21,r,s
            投诉,1,2,是,2019-05-21,r,s
            """);
    assertThat(rows)
        .extracting(row -> ((Accepted) row).report().identity().revision())
        .containsExactly(0, 0, 2);
    RawReport.Identity last = ((Accepted) rows.get(2)).report().identity();
    assertThat(last.stream()).isEqualTo(ReportStream.COMPLAINT);
    assertThat(last.withdrawn()).isTrue();
  }
}
