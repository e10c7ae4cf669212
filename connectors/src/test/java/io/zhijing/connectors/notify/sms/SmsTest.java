package io.zhijing.connectors.notify.sms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zhijing.connectors.notify.Address;
import io.zhijing.connectors.notify.Language;
import io.zhijing.connectors.notify.Notification;
import io.zhijing.connectors.notify.Outcome.RejectReason;
import io.zhijing.connectors.notify.Outcome.Rejected;
import io.zhijing.connectors.notify.Samples;
import io.zhijing.connectors.notify.exchange.HttpPost;
import io.zhijing.connectors.notify.settings.SmsSettings;
import io.zhijing.connectors.notify.settings.TimeLimits;
import io.zhijing.connectors.secret.Secret;
import io.zhijing.detection.model.RiskLevel;
import io.zhijing.detection.warning.Transition;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SmsTest {

  private static final Address TO = new Address.Phone("13800000000");
  private static final SmsSettings.Body JSON =
      new SmsSettings.Json(
          """
          {"phone": "${phone}", "template_id": 7, "list": ["${level}"],
           "params": {"text": "${text}", "where": "${where}", "key": "${secret}"},
           "idempotency": "${delivery_id}"}
          """,
          Secret.of("s3cret"));

  private static SmsSettings settings(SmsSettings.Body body, int maxParts, int reserved) {
    return new SmsSettings(
        URI.create("https://sms.example/send"),
        Map.of("X-Key", Secret.of("k")),
        body,
        new SmsSettings.Success("/code", "0", "", Set.of()),
        new SmsSettings.Size(maxParts, reserved),
        TimeLimits.standard());
  }

  private static JsonNode json(SmsSettings settings, Notification notification) throws IOException {
    HttpPost.Request request = SmsRequest.of(settings, notification, "13800000000");
    return new ObjectMapper().readTree(request.body());
  }

  @Test
  void fillsAJsonTemplate() throws IOException {
    SmsSettings settings = settings(JSON, 4, 0);
    Notification raised = Samples.immediate(Samples.raised(), TO, Language.ZH);
    JsonNode body = json(settings, raised);
    assertThat(body.path("phone").asText()).isEqualTo("13800000000");
    assertThat(body.path("template_id").asInt()).isEqualTo(7);
    assertThat(body.at("/list/0").asText()).isEqualTo("橙色");
    assertThat(body.at("/params/text").asText())
        .isEqualTo(
            "发布橙色预警：鄂尔多斯市 农用地膜。近28天检验40次，不合格9次，预期2，正常不超过5.3。" + "处置限2020年1月16日18:00前；处置方案：组织专项抽查");
    assertThat(body.at("/params/key").asText()).isEqualTo("s3cret");
    assertThat(body.path("idempotency").asText()).isEqualTo("d-0001");
    assertThat(SmsRequest.of(settings, raised, "1").headers())
        .containsEntry("X-Key", "k")
        .containsEntry("X-Zhijing-Delivery-Id", "d-0001");
  }

  @Test
  void cutsAtSeventyOrSixtySevenEach() throws IOException {
    Notification raised = Samples.immediate(Samples.raised(), TO, Language.ZH);
    assertThat(json(settings(JSON, 1, 0), raised).at("/params/text").asText())
        .hasSize(70)
        .endsWith("…");
    assertThat(json(settings(JSON, 1, 4), raised).at("/params/text").asText())
        .hasSize(66)
        .endsWith("…");
    assertThat(json(settings(JSON, 2, 0), raised).at("/params/text").asText())
        .hasSizeBetween(71, 134)
        .doesNotContain("…");
  }

  @Test
  void noTemplateHidesThatDataAreSimulated() {
    Notification simulated =
        Samples.immediate(Samples.simulated(Samples.raised()), TO, Language.ZH);
    assertThat(sent("${level}预警${action}：${what}", simulated)).isEqualTo("橙色预警【模拟数据】发布：【模拟数据】农用地膜");
    assertThat(sent("${text}", simulated)).startsWith("【模拟数据】发布橙色预警");
    for (String one : new String[] {"action", "what", "where", "level", "counts", "duty"}) {
      assertThat(sent("${" + one + "}", simulated)).startsWith("【模拟数据】");
    }
    assertThat(sent("${level} ${where}", simulated)).isEqualTo("橙色 【模拟数据】鄂尔多斯市");
    assertThat(sent("${warning_id}", simulated)).isEqualTo("【模拟数据】w-150600-G04");
    Notification real = Samples.immediate(Samples.raised(), TO, Language.ZH);
    assertThat(sent("${level}预警${action}：${what}", real)).isEqualTo("橙色预警发布：农用地膜");
  }

  @Test
  void aTemplateOfPartsNamesBothLevelsOfAChange() {
    assertThat(
            sent(
                "${level}预警${action}",
                Samples.immediate(
                    Samples.notice(Transition.Action.DOWNGRADED, RiskLevel.RED, RiskLevel.ORANGE),
                    TO,
                    Language.ZH)))
        .isEqualTo("红色 → 橙色预警降级");
  }

  @Test
  void aDigestSaysHowManyMoreThereAre() {
    Notification digest = Samples.digest(3, 4, TO, Language.ZH);
    assertThat(sent("${text}", digest)).endsWith("另有6条未列出，见控制台");
    assertThat(sent("${action}${what}", digest)).isEqualTo("发布（另有6条，见控制台）乳制品");
    assertThat(sent("${level}", digest)).isEqualTo("（另有6条，见控制台）黄色");
    assertThat(sent("共${count}条，首条${what}", digest)).isEqualTo("共7条，首条乳制品");
    assertThat(sent("${what}", Samples.digest(1, 0, TO, Language.ZH))).isEqualTo("乳制品");
    assertThat(sent("${count}", Samples.immediate(Samples.raised(), TO, Language.ZH)))
        .isEqualTo("1");
  }

  @Test
  void aTemplateThatCanSayNothingIsNotUsedForSimulatedData() {
    SmsNotifier notifier = new SmsNotifier(settings(form("${link}"), 1, 0), Samples.CLOCK);
    assertThat(
            notifier.send(Samples.immediate(Samples.simulated(Samples.raised()), TO, Language.ZH)))
        .isEqualTo(
            new Rejected(
                RejectReason.NOT_CARRIED, "the template cannot say that data are simulated"));
  }

  @Test
  void ofADigestTheFirstIsNamedIfThereIsRoom() {
    Notification digest = Samples.digest(3, 4, TO, Language.ZH);
    assertThat(named("${text}", 0, digest)).isEqualTo(1);
    assertThat(named("${action}${what}", 0, digest)).isEqualTo(1);
    assertThat(named("${count}", 0, digest)).isZero();
    assertThat(named("${text}", 50, digest)).as("the title alone").isZero();
    Notification alone = Samples.immediate(Samples.raised(), TO, Language.ZH);
    assertThat(named("${text}", 50, alone)).isEqualTo(1);
  }

  private static int named(String template, int reserved, Notification notification) {
    return new SmsNotifier(settings(form(template), 1, reserved), Samples.CLOCK)
        .named(notification);
  }

  private static SmsSettings.Body form(String template) {
    return new SmsSettings.Form(Map.of("to", "${phone}", "msg", template), Secret.none());
  }

  private static String sent(String template, Notification notification) {
    byte[] body = SmsRequest.of(settings(form(template), 1, 0), notification, "1").body();
    String text = URLDecoder.decode(new String(body, UTF_8), UTF_8);
    return text.substring("msg=".length(), text.length() - "&to=1".length());
  }

  @Test
  void dataNeitherBreakTheTemplateNorReachItsSecret() throws IOException {
    Random random = new Random(12);
    SmsSettings.Body form =
        new SmsSettings.Form(Map.of("to", "${phone}", "msg", "${text}"), Secret.of("s3cret"));
    for (int i = 0; i < 200; i++) {
      Notification nasty = Samples.immediate(Samples.nastyNotice(random, 10), TO, Language.ZH);
      JsonNode body = json(settings(JSON, 3, 0), nasty);
      assertThat(body.path("params")).hasSize(3);
      assertThat(body.at("/params/text").asText()).doesNotContain("s3cret").hasSizeLessThan(202);
      String sent = new String(SmsRequest.of(settings(form, 3, 0), nasty, "1").body(), UTF_8);
      assertThat(sent.split("&", -1)).hasSize(2);
      assertThat(URLDecoder.decode(sent, UTF_8)).doesNotContain("s3cret").endsWith("&to=1");
    }
  }

  @Test
  void refusesWhatIsNoTelephone() {
    SmsNotifier notifier = new SmsNotifier(settings(JSON, 1, 0), Samples.CLOCK);
    for (Address address : new Address[] {new Address.Phone("1\r\n2"), Address.Group.quiet()}) {
      assertThat(notifier.send(Samples.immediate(Samples.raised(), address, Language.ZH)))
          .isEqualTo(new Rejected(RejectReason.BAD_ADDRESS, "not a telephone number"));
    }
  }
}
