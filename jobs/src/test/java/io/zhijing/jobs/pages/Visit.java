package io.zhijing.jobs.pages;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.WaitUntilState;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A window on the console, and everything that is wrong with what was seen through it. */
final class Visit implements AutoCloseable {
  private static final Set<String> GRAVE = Set.of("serious", "critical");
  private static final String ANSWERED = "Failed to load resource: the server responded";
  private static final Path PICTURES = Path.of("target", "pages");

  /** Texts of the page that are no names, notes or addresses, where a code or key has no place. */
  private static final String UNTRANSLATED =
      """
      () => {
        const copy = document.body.cloneNode(true);
        copy.querySelectorAll('.code, textarea, pre, script, blockquote, .who, .sheet strong')
            .forEach(each => each.remove());
        const text = copy.textContent;
        return [...(text.match(/\\?\\?\\?\\S*/g) || []), ...(text.match(/\\b[a-z]+_[a-z_]+\\b/g) || [])];
      }
      """;

  /** Charts with their number of values; -1 for one that was not drawn. */
  private static final String CHARTS =
      """
      () => [...document.querySelectorAll('[data-plot], [data-map]')].map(box => {
        const chart = window.echarts && window.echarts.getInstanceByDom(box);
        const values = chart
            ? chart.getOption().series.map(each => each.data.filter(v => v !== null).length)
            : [];
        return (box.dataset.plot || box.dataset.map) + '=' + (Math.max(-1, ...values));
      })
      """;

  private static final String DRAWN =
      """
      () => [...document.querySelectorAll('[data-plot], [data-map]')].every(box =>
          window.echarts && window.echarts.getInstanceByDom(box))
      """;

  private static final String TOO_WIDE =
      """
      () => {
        const root = document.documentElement;
        return root.scrollWidth - root.clientWidth;
      }
      """;

  private final Page page;
  private final String language;
  private final int width;
  private final List<String> faults = new ArrayList<>();
  private String at = "";

  Visit(Page page, URI console, String language, int width) {
    this.page = page;
    this.language = language;
    this.width = width;
    page.onConsoleMessage(
        message -> {
          boolean isGrave = message.type().equals("error") || message.type().equals("warning");
          if (isGrave && !message.text().startsWith(ANSWERED)) {
            fault("console: " + message.text());
          }
        });
    page.onPageError(error -> fault("script: " + error));
    page.onRequest(request -> checkHost(request, console));
    page.onResponse(
        response -> {
          // Pages that say what is wrong are asked for by tests, which look at their status.
          if (response.status() >= 400 && !response.request().isNavigationRequest()) {
            fault(response.status() + " " + response.url());
          }
        });
  }

  private void checkHost(Request request, URI console) {
    boolean isOwn =
        request.url().startsWith("http://" + console.getAuthority() + "/")
            || request.url().startsWith("data:")
            || request.url().startsWith("blob:");
    if (!isOwn) {
      fault("foreign: " + request.url());
    }
  }

  private void fault(String text) {
    faults.add(at + " " + language + " " + width + ": " + text);
  }

  Page page() {
    return page;
  }

  /** Everything that was wrong so far. */
  List<String> faults() {
    return faults;
  }

  /** Opens an address in the window's language. */
  Response go(String path) {
    at = path;
    int mark = path.indexOf('#');
    String fragment = mark < 0 ? "" : path.substring(mark);
    String address = mark < 0 ? path : path.substring(0, mark);
    String there = address + (address.contains("?") ? "&" : "?") + "lang=" + language + fragment;
    return page.navigate(there, new Page.NavigateOptions().setWaitUntil(WaitUntilState.LOAD));
  }

  void signIn(String user, String password) {
    page.fill("#user", user);
    page.fill("#password", password);
    page.click("main button[type=submit]");
    page.waitForLoadState();
  }

  /** Looks at the page as it is. */
  Visit check() {
    page.waitForFunction(DRAWN);
    for (Object text : new TreeSet<>((List<?>) page.evaluate(UNTRANSLATED))) {
      fault("not in words: " + text);
    }
    for (Object chart : (List<?>) page.evaluate(CHARTS)) {
      int values = Integer.parseInt(chart.toString().replaceAll(".*=", ""));
      if (values < 1) {
        fault("a chart without data: " + chart);
      }
    }
    int excess = ((Number) page.evaluate(TOO_WIDE)).intValue();
    if (excess > 0) {
      fault("wider than the window by " + excess);
    }
    String tag = page.locator("html").getAttribute("lang");
    if (!tag.startsWith(language)) {
      fault("language is " + tag);
    }
    for (Rule rule : new AxeBuilder(page).analyze().getViolations()) {
      if (GRAVE.contains(rule.getImpact())) {
        rule.getNodes().forEach(node -> fault("axe " + rule.getId() + ": " + node.getTarget()));
      }
    }
    return this;
  }

  /** Keeps a picture of the whole page. */
  Visit picture(String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(PICTURES.resolve(name + "-" + language + "-" + width + ".png")));
    return this;
  }

  @Override
  public void close() {
    page.context().close();
  }
}
