package io.zhijing.jobs.submit;

import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.jobs.pipeline.RealEnds;
import io.zhijing.jobs.pipeline.RiskMonitoringJob;
import io.zhijing.jobs.settings.JobSettings;
import io.zhijing.jobs.settings.SettingsFile;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The monitoring job on a cluster: {@code flink run -c io.zhijing.jobs.submit.MonitoringMain
 * zhijing-job.jar --settings FILE}, or the same main in application mode.
 */
public final class MonitoringMain {

  private MonitoringMain() {}

  /**
   * Adds the job to the cluster's environment and starts it.
   *
   * @param args {@code --settings FILE}
   * @throws RefusedException naming every fault, before anything is submitted
   */
  public static void main(String[] args) throws Exception {
    Path file = SettingsOption.of(args);
    JobSettings settings = read(file, System.getenv());
    RefusedException.unlessOpen(file, settings.kafka(), settings.elasticsearch());
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    String name = "Zhijing: " + settings.pack().id();
    RiskMonitoringJob.build(
        environment,
        name,
        settings.pipeline(),
        RealEnds.of(
                new RealEnds.Servers(
                    settings.kafka(), settings.elasticsearch(), settings.group(), false),
                settings.pipeline(),
                settings.idleAfter())
            .storingReports(settings.storesReports()));
    environment.getConfig().setGlobalJobParameters(new ShownSettings(ShownSettings.of(settings)));
    environment.execute(name);
  }

  static JobSettings read(Path file, Map<String, String> environment) {
    try {
      return SettingsFile.forJob(environment).read(file);
    } catch (SettingsFaults e) {
      throw new RefusedException(file, e.faults());
    }
  }
}
