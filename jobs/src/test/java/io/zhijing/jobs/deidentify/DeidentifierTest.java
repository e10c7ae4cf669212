package io.zhijing.jobs.deidentify;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.wire.RawReport;
import io.zhijing.connectors.wire.RawReport.Identity;
import io.zhijing.connectors.wire.RawReport.Outcome;
import io.zhijing.connectors.wire.RawReport.Person;
import io.zhijing.connectors.wire.RawReport.Sampling;
import io.zhijing.connectors.wire.RawReport.What;
import io.zhijing.connectors.wire.RawReport.Where;
import io.zhijing.connectors.wire.RawReport.Who;
import io.zhijing.detection.model.Report;
import io.zhijing.detection.model.ReportStream;
import io.zhijing.jobs.settings.TestSettings;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeidentifierTest {
  private static Deidentifier deidentifier;

  @BeforeAll
  static void loadThePack() throws Exception {
    deidentifier = new Deidentifier(TestSettings.innerMongolia());
  }

  private static Report report(ReportStream stream, Outcome outcome) {
    return report(stream, "150602", "", outcome);
  }

  private static Report report(
      ReportStream stream, String region, String enterprise, Outcome outcome) {
    return deidentifier.deidentify(raw(stream, region, enterprise, List.of(), outcome));
  }

  private static Report complaintOf(String... hazards) {
    Outcome outcome = new Outcome(null, null);
    return deidentifier.deidentify(
        raw(ReportStream.COMPLAINT, "150602", "", List.of(hazards), outcome));
  }

  private static RawReport raw(
      ReportStream stream,
      String region,
      String enterprise,
      List<String> hazards,
      Outcome outcome) {
    return new RawReport(
        new Identity(
            stream, "1", 0, false, LocalDate.of(2020, 5, 4), Instant.parse("2020-05-04T08:00:00Z")),
        new Where(region, "", List.of()),
        new What("C131", "", hazards, ""),
        new Who(enterprise, "", enterprise, "", ""),
        new Sampling("", "", "", ""),
        outcome,
        Person.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "INSPECTION, 1, , inspection -1 -1",
    "ECOMMERCE, 3, , ecommerce -1 -1",
    "INSPECTION, 1, 0, inspection 1 0",
    "INSPECTION, 3, 2, inspection 3 2",
    "INSPECTION, , 2, notification -1 2",
    "INSPECTION, , , inspection -1 -1",
    "COMPLAINT, 1, , complaint 1 -1"
  })
  void testsWithoutAVerdictAreNoTrials(
      ReportStream stream, Integer trials, Integer failures, String counted) {
    Report report = report(stream, new Outcome(trials, failures));
    assertThat(report.stream() + " " + report.trials() + " " + report.failures())
        .isEqualTo(counted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "150102199003070808",
        "15010219900307151X",
        "15010219900307123X",
        "150102900307123"
      })
  void anIdentityNumberIsHashedAlsoWhereTheCheckOfACreditCodeFits(String number) {
    Report.Details details =
        report(ReportStream.INSPECTION, "150602", number, new Outcome(1, 0)).details();
    assertThat(details.enterprise()).startsWith("h-").doesNotContain(number);
    assertThat(details.seller()).isEqualTo(details.enterprise());
  }

  /** The last one has both checks that fit, and no day of birth. */
  @ParameterizedTest
  @ValueSource(strings = {"91150600YYYY00039N", "911506001234500001", "911506001234000878"})
  void aCreditCodeIsKeptAlsoWhereItIsAllDigits(String code) {
    Report.Details details =
        report(ReportStream.INSPECTION, "150602", code, new Outcome(1, 0)).details();
    assertThat(details.enterprise()).isEqualTo(code);
    assertThat(details.seller()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "150602@''",
        "呼和浩特市@呼和浩特市",
        "呼和浩特市新城区中山西路12号3单元501室@呼和浩特市新城区",
        "内蒙古自治区 呼和浩特市，新城区丁香路@内蒙古自治区 呼和浩特市，新城区",
        "Hohhot, Xincheng District, 5 Zhongshan Road@Hohhot, Xincheng District",
        "Hohhotian@Hohhotian",
        "丁香路阳光小区9号楼@''",
        "丁香小区@''",
        "5 Zhongshan Road@''",
        "王某家@''",
        "Atlantis@Atlantis",
        "亚特兰蒂斯市@亚特兰蒂斯市",
        "159999@159999"
      })
  void ofAnAddressOnlyKnownPlacesAreKept(String region, String kept) {
    Report report = report(ReportStream.INSPECTION, region, "", new Outcome(1, 0));
    assertThat(report.details().regionSpelling()).isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "我叫例甲，住示例小区3号楼，买的奶有异物，电话13800000000@food@nearest_hazard",
        "我叫例甲，住示例小区3号楼，电话13800000000@unknown@unknown_hazard",
        "例甲反映奶粉标签看不清楚@labelling@nearest_hazard",
        "unknown/我叫例甲-住示例小区3号楼@unknown@unknown_hazard",
        "labelling/我叫例甲-住示例小区3号楼@labelling@nearest_hazard",
        "leak 13800000000@unknown@unknown_hazard"
      })
  void aHazardThatIsNoNameIsCountedUnderTheGroupThatIsFoundInIt(
      String text, String code, String flag) {
    Report report = complaintOf(text);
    assertThat(report.hazards()).containsExactly(code);
    assertThat(report.details().flags()).containsExactly("hazard_not_a_name", flag);
  }

  @Test
  void aHazardThatNobodyListedIsOneOfItsOwnIfItIsAName() {
    Report report = complaintOf("恩诺沙星(以恩诺沙星与环丙沙星之和计)", "新型毒素", "标签");
    assertThat(report.hazards())
        .containsExactly("pesticide-residue/恩诺沙星-以恩诺沙星与环丙沙星之和计", "unknown/新型毒素", "labelling");
    assertThat(report.details().flags()).containsExactly("nearest_hazard");
  }

  @Test
  void partsOfAComplaintThatNoGroupKnowsGoWithTheOneThatIsNoName() {
    Report report = complaintOf("例甲", "住示例小区3号楼", "菌落总数", "标签");
    assertThat(report.hazards()).containsExactly("unknown", "microbial/菌落总数", "labelling");
    assertThat(report.details().flags())
        .containsExactly("hazard_not_a_name", "unknown_hazard", "nearest_hazard");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "我买的纯牛奶，我住示例小区",
        "纯牛奶 投诉人例甲",
        "牛奶（姓名：例甲）",
        "例甲，电话1380",
        "丁香路12号的超市买的",
        "丁香路十二号",
        "示例小区3号楼",
        "住示例小区的例甲",
        "milk, my name is Example",
        "milk bought at 5 Lilac Road"
      })
  void ofAProductOrItsClassThatSaysWhoOrWhereNothingIsKept(String text) {
    Report report = complaintAbout(text, text);
    assertThat(report.details().product()).isEqualTo(PersonalPatterns.MASK);
    assertThat(report.details().sectorSpelling()).isEqualTo(PersonalPatterns.MASK);
    assertThat(report.details().flags()).contains("masked_text");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "康师傅方便面",
        "女士衬衫",
        "锁住水分面膜",
        "儿童电话手表",
        "电话机",
        "老婆饼",
        "日本人造革手套",
        "苏木（中药饮片）",
        "武川县东土城乡莜面",
        "三室冰箱",
        "4单元音箱",
        "不锈钢门牌",
        "住宅门",
        "身份证阅读机具",
        "纯牛奶，250ml*12"
      })
  void aProductOrItsClassIsKeptAsItIsNamed(String text) {
    Report report = complaintAbout(text, text);
    assertThat(report.details().product()).isEqualTo(text);
    assertThat(report.details().sectorSpelling()).isIn(text, "");
  }

  private static Report complaintAbout(String sector, String product) {
    RawReport raw = raw(ReportStream.COMPLAINT, "150602", "", List.of(), new Outcome(null, null));
    return deidentifier.deidentify(
        new RawReport(
            raw.identity(),
            raw.where(),
            new What(sector, product, List.of(), ""),
            raw.who(),
            raw.sampling(),
            raw.outcome(),
            raw.person()));
  }
}
