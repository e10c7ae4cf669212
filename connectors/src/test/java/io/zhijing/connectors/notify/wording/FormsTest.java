package io.zhijing.connectors.notify.wording;

import static org.assertj.core.api.Assertions.assertThat;

import io.zhijing.connectors.notify.Address;
import io.zhijing.connectors.notify.Language;
import io.zhijing.connectors.notify.Notice;
import io.zhijing.connectors.notify.Notification;
import io.zhijing.connectors.notify.Samples;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.warning.Handling.Stage;
import io.zhijing.detection.warning.Transition;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class FormsTest {

  private static final Address GROUP = Address.Group.quiet();

  @Test
  void saysEverythingInChinese() {
    Message message = Composer.compose(Samples.immediate(Samples.raised(), GROUP, Language.ZH));
    assertThat(PlainForm.render(message))
        .isEqualTo(
            """
            发布橙色预警：鄂尔多斯市 农用地膜

            级别: 橙色
            地区: 鄂尔多斯市
            对象: 农用地膜
            范围: 区域性
            数据: 近28天检验40次，不合格9次，预期2，正常不超过5.3
            起始: 2020年1月13日起，研判日2020年1月15日
            原因: 不合格率高于预期；证据增强
            责任: 市场监管局牵头，农牧局协同
            要求: 处置限2020年1月16日18:00前；处置方案：组织专项抽查
            编号: w-150600-G04（第3版）
            详情: https://quality.example/warnings/w-150600-G04
            """);
  }

  @Test
  void saysEverythingInEnglish() {
    Message message =
        Composer.compose(
            Samples.immediate(
                Samples.notice(Transition.Action.ESCALATED, RiskLevel.YELLOW, RiskLevel.ORANGE),
                GROUP,
                Language.EN));
    assertThat(PlainForm.render(message))
        .startsWith("Warning escalated to ORANGE: Ordos, plastic film\n")
        .contains("Level: YELLOW → ORANGE\n")
        .contains("Counts: 9 of 40 tests failed in 28 days; expected 2, usually at most 5.3\n")
        .contains("Since: 13 January 2020, judged on 15 January 2020\n")
        .contains("Why: more failures of tests than expected; the evidence grew\n")
        .contains("Who: Market Supervision leads, Agriculture help\n")
        .contains(
            "To do: act on it by 16 January 2020 18:00; plan of action: inspect in a campaign\n")
        .contains("More: https://quality.example/warnings/w-150600-G04\n");
  }

  @Test
  void aLimitSaysWhatItIsFor() {
    assertThat(duty(Optional.of(Stage.ACKNOWLEDGE), Language.ZH))
        .isEqualTo("签收限2020年1月16日18:00前；处置方案：组织专项抽查");
    assertThat(duty(Optional.of(Stage.ACKNOWLEDGE), Language.EN))
        .isEqualTo("acknowledge by 16 January 2020 18:00; plan of action: inspect in a campaign");
    assertThat(duty(Optional.of(Stage.DISPOSE), Language.ZH))
        .isEqualTo("处置限2020年1月16日18:00前；处置方案：组织专项抽查");
    assertThat(duty(Optional.empty(), Language.ZH))
        .as("a record that does not say what is owed")
        .isEqualTo("当前时限2020年1月16日18:00；处置方案：组织专项抽查");
    assertThat(duty(Optional.empty(), Language.EN))
        .isEqualTo("present limit 16 January 2020 18:00; plan of action: inspect in a campaign");
  }

  @Test
  void whoMissedAllLimitsIsToldSoAndWhatIsStillOwed() {
    Notice acknowledge = Samples.missed(Samples.raised(), Stage.ACKNOWLEDGE);
    Notice dispose = Samples.missed(Samples.raised(), Stage.DISPOSE);
    assertThat(duty(acknowledge, Language.ZH)).isEqualTo("签收时限均已错过；处置方案：组织专项抽查");
    assertThat(duty(acknowledge, Language.EN))
        .isEqualTo("all limits to acknowledge were missed; plan of action: inspect in a campaign");
    assertThat(duty(dispose, Language.ZH)).isEqualTo("处置时限均已错过；处置方案：组织专项抽查");
    assertThat(duty(dispose, Language.EN))
        .isEqualTo("all limits to act on it were missed; plan of action: inspect in a campaign");
  }

  private static String duty(Optional<Stage> owed, Language language) {
    return duty(Samples.owing(Samples.raised(), owed), language);
  }

  /** As every form of a message has it. */
  private static String duty(Notice notice, Language language) {
    Notification notification = Samples.immediate(notice, GROUP, language);
    String duty = Composer.duty(notification, notice);
    assertThat(PlainForm.render(Composer.compose(notification))).contains(duty);
    assertThat(Composer.shortText(notification)).endsWith(duty);
    assertThat(AlertFacts.annotations(notification, notice)).containsEntry("duty", duty);
    return duty;
  }

  @Test
  void aWithdrawalSaysWhyAndNoNumbers() {
    Notice withdrawn = Samples.withdrawn(Transition.Reason.CORRECTED);
    Notification zh = Samples.immediate(withdrawn, GROUP, Language.ZH);
    Notification en = Samples.immediate(withdrawn, GROUP, Language.EN);
    assertThat(PlainForm.render(Composer.compose(zh)))
        .isEqualTo(
            """
            预警撤销：鄂尔多斯市 农用地膜

            级别: 橙色
            地区: 鄂尔多斯市
            对象: 农用地膜
            数据: 依据已更正，预警不再成立
            原因: 数据更正
            责任: 市场监管局牵头，农牧局协同
            编号: w-150600-G04（第3版）
            详情: https://quality.example/warnings/w-150600-G04
            """);
    assertThat(Composer.shortText(zh)).isEqualTo("预警撤销：鄂尔多斯市 农用地膜。依据已更正，预警不再成立。");
    assertThat(Composer.shortText(en))
        .contains("the evidence was corrected and the warning no longer stands")
        .doesNotContain("0");
    assertThat(AlertFacts.annotations(en, withdrawn))
        .containsEntry(
            "description", "the evidence was corrected and the warning no longer stands");
    Notice byRules = Samples.withdrawn(Transition.Reason.RULE_CHANGED);
    assertThat(Composer.counts(zh, byRules)).isEqualTo("规则已变更，预警不再成立");
  }

  @Test
  void aChangeOfLevelNamesTheNewOneAsTheNewOne() {
    Notice down = Samples.notice(Transition.Action.DOWNGRADED, RiskLevel.RED, RiskLevel.ORANGE);
    Notice up = Samples.notice(Transition.Action.ESCALATED, RiskLevel.ORANGE, RiskLevel.RED);
    Notification zh = Samples.immediate(down, GROUP, Language.ZH);
    Notification en = Samples.immediate(down, GROUP, Language.EN);
    assertThat(Composer.headline(zh, down)).isEqualTo("预警降为橙色：鄂尔多斯市 农用地膜");
    assertThat(Composer.headline(zh, up)).isEqualTo("预警升为红色：鄂尔多斯市 农用地膜");
    assertThat(Composer.headline(en, down))
        .isEqualTo("Warning downgraded to ORANGE: Ordos, plastic film");
    assertThat(Composer.headline(en, up))
        .isEqualTo("Warning escalated to RED: Ordos, plastic film");
    assertThat(Composer.level(zh, down)).as("beside the action alone").isEqualTo("红色 → 橙色");
    assertThat(Composer.level(en, up)).isEqualTo("ORANGE → RED");
    assertThat(Composer.level(zh, Samples.raised())).isEqualTo("橙色");
  }

  @Test
  void aDigestNamesTheHighestLevelAndTheRest() {
    Message message = Composer.compose(Samples.digest(3, 4, GROUP, Language.ZH));
    assertThat(message.title()).isEqualTo("质量风险预警摘要（7条，最高黄色）");
    assertThat(message.footer()).isEqualTo("另有4条未列出，见控制台");
    assertThat(message.sections()).hasSize(3);
  }

  @Test
  void everyFormSaysThatDataAreSimulated() {
    Notification zh = Samples.immediate(Samples.simulated(Samples.raised()), GROUP, Language.ZH);
    Notification en = Samples.immediate(Samples.simulated(Samples.closed()), GROUP, Language.EN);
    for (MarkdownForm form : MarkdownForm.values()) {
      assertThat(form.render(Composer.compose(zh))).contains("【模拟数据】");
      assertThat(form.render(Composer.compose(en))).contains("SIMULATED");
    }
    assertThat(PlainForm.render(Composer.compose(zh))).startsWith("【模拟数据】");
    assertThat(PlainForm.render(Composer.compose(en))).startsWith("[SIMULATED]");
    assertThat(HtmlForm.render(Composer.compose(zh), Language.ZH)).contains("<h2>【模拟数据】");
    assertThat(Composer.shortText(zh)).startsWith("【模拟数据】");
    assertThat(Composer.shortText(en)).startsWith("[SIMULATED]");
  }

  @Test
  void whatDoesNotFitIsCountedNotCut() {
    Notification digest = Samples.digest(30, 5, GROUP, Language.ZH);
    for (int max : new int[] {400, 1000, 2048, 4096}) {
      String text =
          Composer.fit(digest, PlainForm::render, each -> Cut.bytes(each) <= max).orElseThrow();
      assertThat(Cut.bytes(text)).isLessThanOrEqualTo(max);
      long shown = Pattern.compile("编号").matcher(text).results().count();
      assertThat(text).contains("另有" + (35 - shown) + "条未列出");
      assertThat(text).doesNotContain("…");
    }
    assertThat(Composer.fit(digest, PlainForm::render, each -> false)).isEmpty();
  }

  @Test
  void aShortDigestCountsTheOthersHoweverShortItIs() {
    Notification zh = Samples.digest(3, 4, GROUP, Language.ZH);
    assertThat(Composer.shortText(zh)).isEqualTo("质量风险预警摘要（7条，最高黄色）。发布黄色预警：第0旗 乳制品。另有6条未列出，见控制台");
    assertThat(Composer.shortText(zh, 40))
        .hasSize(40)
        .isEqualTo("质量风险预警摘要（7条，最高黄色）。发布黄色预警：第…。另有6条未列出，见控制台");
    assertThat(Composer.shortText(zh, 20)).isEqualTo("质量风险预警摘要（7条，最高黄色）");
    Notification en = Samples.digest(3, 4, GROUP, Language.EN);
    for (int units = 40; units < 200; units++) {
      assertThat(Composer.shortText(en, units)).hasSizeLessThanOrEqualTo(units).contains(": 7 in");
    }
    assertThat(Composer.shortText(en)).endsWith("and 6 more not listed, see the console");
  }

  @Test
  void noDataCanMarkUpHtml() throws Exception {
    Random random = new Random(5);
    for (int i = 0; i < 300; i++) {
      Notification nasty = Samples.immediate(Samples.nastyNotice(random, 12), GROUP, Language.EN);
      Message message = Composer.compose(nasty);
      String html = HtmlForm.render(message, Language.EN);
      String body = html.substring(html.indexOf("<body")).replace("</html>", "");
      // What XML cannot hold at all is no question of escaping.
      Document parsed =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(body.replaceAll("[\uD800\uFFFE]", "?"))));
      assertThat(parsed.getElementsByTagName("h2").item(0).getTextContent())
          .isEqualTo(message.title().replaceAll("[\uD800\uFFFE]", "?"));
      assertThat(parsed.getElementsByTagName("b").getLength()).isZero();
      assertThat(parsed.getElementsByTagName("a").getLength()).isEqualTo(1);
    }
  }

  @Test
  void noDataCanMarkUpMarkdown() {
    Random random = new Random(6);
    for (int i = 0; i < 300; i++) {
      Notification nasty = Samples.immediate(Samples.nastyNotice(random, 12), GROUP, Language.ZH);
      for (MarkdownForm form : MarkdownForm.values()) {
        String text = form.render(Composer.compose(nasty));
        assertThat(text.split("\\[", -1)).as("links in %s", text).hasSize(2);
        assertThat(text).doesNotContain("![", "<@", "@", "`", "<b>", "|", "\r", "\u2028");
        assertThat(text.split("#", -1)).as("headings").hasSize(5);
      }
    }
    assertThat(MarkdownForm.escape("[质](警)")).isEqualTo("［质］(警)");
  }

  @Test
  void noLineBreakGetsIntoATitleALineOrAShortText() {
    Random random = new Random(8);
    for (int i = 0; i < 300; i++) {
      Notification nasty = Samples.immediate(Samples.nastyNotice(random, 12), GROUP, Language.ZH);
      Message message = Composer.compose(nasty);
      for (String text : List.of(message.title(), Composer.shortText(nasty))) {
        assertThat(text).doesNotContain("\r", "\n", "\u2028", "\u0000");
      }
      message
          .sections()
          .get(0)
          .lines()
          .forEach(line -> assertThat(line.value()).doesNotContain("\n"));
    }
  }

  @Test
  void linksCannotEndEarly() {
    assertThat(
            MarkdownForm.WECOM.render(
                new Message(
                    "t",
                    "",
                    List.of(
                        new Message.Section(
                            "h",
                            RiskLevel.RED,
                            List.of(),
                            "more",
                            java.util.Optional.of(
                                java.net.URI.create("https://q.example/a(b)'c?x=质")))),
                    "")))
        .endsWith("[more](https://q.example/a%28b%29%27c?x=%E8%B4%A8)");
  }
}
