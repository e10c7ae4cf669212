package io.zhijing.connectors.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.file.Row.Accepted;
import io.zhijing.connectors.file.Row.Reason;
import io.zhijing.connectors.file.Row.Refusal;
import io.zhijing.connectors.file.Row.Refused;
import io.zhijing.connectors.wire.Fault;
import io.zhijing.connectors.wire.RawReport;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A row is accepted if the job will accept it, and is refused here if it will not. */
class DecoderCheckTest {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  private static Row read(String pack, String heading, String cell) throws Exception {
    CsvMapping mapping = PackLoader.builtIn(pack).mapping();
    String text =
        "record_id,event_date,region_level1,region_level2,sector_level1,"
            + heading
            + "\nS1,2026-05-21,赤峰市,赤峰市,乳制品,"
            + cell
            + "\n";
    try (CsvReportSource source =
        CsvReportSource.open(
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
            mapping,
            ZoneId.of("Asia/Shanghai"))) {
      Row row = source.next();
      return row instanceof Accepted read ? source.asReceived(read, NOW) : row;
    }
  }

  private static RawReport report(Row row) {
    assertThat(row).isInstanceOf(Accepted.class);
    return ((Accepted) row).report();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "抽样方式; 全面检查; random, targeted",
        "环节; 仓储; export, import, market, online, production",
        "领域; 其他; engineering, environment, product, service",
        "是否撤回; 或许; false, true",
        "数据来源; 传闻; complaint, ecommerce, inspection"
      })
  void aWordThatNobodyMappedIsRefusedWithWhatIsAllowed(String heading, String word, String allowed)
      throws Exception {
    assertThat(read("inner-mongolia", heading, word))
        .isEqualTo(new Refused(2, List.of(new Refusal(heading, Reason.UNKNOWN_VALUE, allowed))));
  }

  @Test
  void codesAreReadWhateverTheirCase() throws Exception {
    assertThat(report(read("inner-mongolia", "抽样方式", "Random")).sampling().kind())
        .isEqualTo("random");
    assertThat(report(read("inner-mongolia", "环节", "餐饮")).sampling().stage()).isEqualTo("market");
    assertThat(report(read("inner-mongolia", "领域", "/")).what().domain()).isEmpty();
  }

  @Test
  void aStreamWithoutTopicIsRefused() throws Exception {
    assertThat(report(read("rasff", "source_kind", "notification"))).isNotNull();
    assertThat(read("chicago", "source_kind", "notification"))
        .isEqualTo(
            new Refused(
                2,
                List.of(
                    new Refusal(
                        "source_kind", Reason.UNKNOWN_VALUE, "complaint, ecommerce, inspection"))));
  }

  @ParameterizedTest
  @CsvSource({
    "公告日期, 2026-05-20, ARRIVAL_BEFORE_EVENT",
    "公告日期, 2062-05-22, FUTURE_EVENT_TIME",
    "检验批次, 999999999, OUT_OF_RANGE"
  })
  void whatTheDecoderWouldRefuseIsRefusedUnderItsHeading(
      String heading, String cell, Fault.Reason reason) throws Exception {
    assertThat(read("inner-mongolia", heading, cell))
        .isEqualTo(new Refused(2, List.of(new Refusal(heading, reason))));
  }

  @ParameterizedTest
  @CsvSource({"生产企业名称", "被抽样单位名称", "检验机构", "产品名称", "不合格项目", "问题", "信用代码", "平台"})
  void aTextTooLongIsRefusedUnderItsHeading(String heading) throws Exception {
    Row row = read("inner-mongolia", heading, "长".repeat(1001));
    assertThat(((Refused) row).refusals()).hasSize(1);
    Refusal refusal = ((Refused) row).refusals().get(0);
    assertThat(refusal.reason()).isEqualTo(Fault.Reason.TOO_LONG.code());
    assertThat(refusal.column()).isEqualTo(heading);
  }

  @Test
  void allThatTheDecoderFindsIsTold() throws Exception {
    Row row = read("inner-mongolia", "公告日期,平台", "2026-05-20," + "长".repeat(1001));
    assertThat(((Refused) row).refusals())
        .containsExactlyInAnyOrder(
            new Refusal("公告日期", Fault.Reason.ARRIVAL_BEFORE_EVENT),
            new Refusal("平台", Fault.Reason.TOO_LONG));
  }
}
