package io.zhijing.jobs.pages;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A real browser, Debian's chromium, that opens a console as its users. */
final class Browser implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final int TALL = 900;
  private static final double PATIENCE_MILLIS = 30_000;

  private final URI console;
  private final Playwright playwright;
  private final com.microsoft.playwright.Browser browser;
  private final Map<String, String> signedIn = new HashMap<>();

  Browser(URI console) {
    if (!Files.isExecutable(CHROMIUM)) {
      throw new IllegalStateException(
          CHROMIUM
              + " is missing; install it: apt install chromium fonts-noto-cjk"
              + " (the second for Chinese characters)");
    }
    this.console = console;
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
  }

  /** A window in which nobody has signed in. */
  Visit asNobody(String language, int width) {
    return visit(language, width, null, true);
  }

  /** A window in which somebody has. */
  Visit as(String user, String language, int width) {
    String state = signedIn.computeIfAbsent(user, this::signIn);
    return visit(language, width, state, true);
  }

  /** The same without scripts. */
  Visit withoutScripts(String user) {
    return visit("zh", 1280, signedIn.computeIfAbsent(user, this::signIn), false);
  }

  private String signIn(String user) {
    try (Visit visit = asNobody("zh", 1280)) {
      visit.go("/login");
      visit.signIn(user, PagesConsole.PASSWORD);
      return visit.page().context().storageState();
    }
  }

  private Visit visit(String language, int width, String stateOrNull, boolean hasScripts) {
    BrowserContext context =
        browser.newContext(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(console.toString())
                .setViewportSize(width, TALL)
                .setAcceptDownloads(true)
                .setJavaScriptEnabled(hasScripts)
                .setStorageState(stateOrNull));
    context.setDefaultTimeout(PATIENCE_MILLIS);
    Page page = context.newPage();
    return new Visit(page, console, language, width);
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
