package io.zhijing.jobs.submit;

import io.zhijing.connectors.wire.yaml.SettingsFaults;
import io.zhijing.jobs.notification.NotificationEnds;
import io.zhijing.jobs.notification.NotificationJob;
import io.zhijing.jobs.settings.NotificationFile;
import io.zhijing.jobs.settings.NotificationSettings;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The notification job on a cluster: {@code flink run -c io.zhijing.jobs.submit.NotificationMain
 * zhijing-job.jar --settings FILE}, or the same main in application mode.
 */
public final class NotificationMain {

  private NotificationMain() {}

  /**
   * Adds the job to the cluster's environment and starts it.
   *
   * @param args {@code --settings FILE}
   * @throws RefusedException naming every fault, before anything is submitted
   */
  public static void main(String[] args) throws Exception {
    Path file = SettingsOption.of(args);
    NotificationSettings settings = read(file, System.getenv());
    RefusedException.unlessOpen(file, settings.kafka(), settings.elasticsearch());
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    String name = "Zhijing: " + settings.group();
    NotificationJob.build(environment, name, settings, NotificationEnds.of(settings));
    environment.getConfig().setGlobalJobParameters(new ShownSettings(ShownSettings.of(settings)));
    environment.execute(name);
  }

  static NotificationSettings read(Path file, Map<String, String> environment) {
    try {
      return new NotificationFile(environment).read(file);
    } catch (SettingsFaults e) {
      throw new RefusedException(file, e.faults());
    }
  }
}
