package io.zhijing.jobs.settings;

import io.zhijing.connectors.file.Pack;
import io.zhijing.connectors.file.PackLoader;
import io.zhijing.detection.rules.RuleSet;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Settings for one stage alone. */
public final class TestSettings {
  private TestSettings() {}

  /** Inner Mongolia by day under the standard rules; corrections count for 60 days. */
  public static PipelineSettings innerMongolia() throws Exception {
    Pack pack = PackLoader.builtIn("inner-mongolia");
    return new PipelineSettings(
        new Calendar(pack.zone(), 24),
        PipelineSettings.Watch.of(
            new PackWatch("inner-mongolia"), pack, RuleSet.standard(), Map.of()),
        new PipelineSettings.Horizons(1, 60),
        new PipelineSettings.HashKey(
            "a key for tests, not secret".getBytes(StandardCharsets.UTF_8)));
  }
}
