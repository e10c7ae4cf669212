package io.zhijing.dashboards.console.view;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.zhijing.dashboards.console.access.Tokens;
import io.zhijing.dashboards.console.api.About;
import io.zhijing.dashboards.console.api.Reply;
import io.zhijing.dashboards.console.api.Request;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Models to pages. The templates were compiled with the program. Thread-safe. */
public final class Renderer {
  static final String HTML = "text/html; charset=utf-8";

  private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);
  private final Assets assets = new Assets();
  private final About about;
  private final SecureRandom random;
  private final boolean isDemo;

  /** Pages of a console. */
  public Renderer(About about, SecureRandom random, boolean isDemo) {
    this.about = about;
    this.random = random;
    this.isDemo = isDemo;
  }

  Assets assets() {
    return assets;
  }

  /** What a page of a request knows. */
  public Frame frame(Request request) {
    Map<String, List<String>> asked = new LinkedHashMap<>();
    request
        .route()
        .params()
        .forEach(
            param -> {
              List<String> values = request.values().get(param.name());
              if (values != null && !request.isInPath(param.name())) {
                asked.put(param.name(), values);
              }
            });
    return new Frame(
        words(request.language()),
        request.caller(),
        about,
        assets,
        new Link(request.caller().path(), asked),
        Tokens.random(random),
        isDemo);
  }

  /** Words of a language, times of the authority. */
  Wording words(String language) {
    return new Wording(language, ZoneId.of(about.zone()));
  }

  /** A page. */
  public Reply page(Request request, String template, Object model) {
    return page(frame(request), template, model);
  }

  /** A page whose frame is known. */
  public Reply page(Frame frame, String template, Object model) {
    return Reply.bytes(HTML, text(frame, template, model).getBytes(StandardCharsets.UTF_8))
        .header("Content-Language", frame.tag());
  }

  /** The text of a page. */
  public String text(Frame frame, String template, Object model) {
    StringOutput output = new StringOutput();
    Map<String, Object> params = new LinkedHashMap<>();
    params.put("f", frame);
    params.put("p", model);
    engine.render(template + ".jte", params, output);
    return output.toString();
  }
}
