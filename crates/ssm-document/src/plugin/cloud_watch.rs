use std::fmt;

use super::plugin;
use crate::field::{Field, Setting, TextList};
use crate::problem::Report;
use crate::structure::{actions, structure};
use crate::value::Value;

plugin! {
    /// `aws:cloudWatch`: sends logs and performance counters of Windows to CloudWatch.
    pub struct CloudWatch {
        required {
            /// What is sent, and where.
            engine_configuration: EngineConfiguration = "EngineConfiguration",
        }
    }
}

structure! {
    /// What `aws:cloudWatch` sends, and where.
    pub struct EngineConfiguration {
        required {
            /// How often: `00:00:15`. At least five seconds.
            poll_interval: String = "PollInterval",
            /// Sources and destinations.
            components: Vec<Component> = "Components",
            /// Which source goes to which destination.
            flows: Flows = "Flows",
        }
    }
}

structure! {
    /// A source or destination of `aws:cloudWatch`.
    ///
    /// ```
    /// use ssm_document::plugin::{Component, EventLog};
    ///
    /// let errors = Component::new("ApplicationEventLog", EventLog::new("Application", "1"));
    /// assert_eq!(errors.parameters.name().split(',').count(), 2);
    /// ```
    pub struct Component {
        required {
            /// Its name in flows; unique.
            id: String = "Id",
        }
        part {
            /// What it is.
            parameters: ComponentParameters = "FullName" "Parameters",
        }
    }
}

structure! {
    /// Flows from sources to destinations.
    pub struct Flows {
        required {
            /// `source,destination`, where round brackets hold several: `(a, b),destination`.
            flows: TextList = "Flows",
        }
    }
}

actions! {
    /// What a component is. Its name is that of the agent's class, which stands as `FullName`.
    pub enum ComponentParameters in "FullName" "Parameters" {
        /// An event log of Windows: application, security, system, or tracing (ETW).
        EventLog = "AWS.EC2.Windows.CloudWatch.EventLog.EventLogInputComponent,AWS.EC2.Windows.CloudWatch",
        /// A log file, of IIS or any other.
        CustomLog = "AWS.EC2.Windows.CloudWatch.CustomLog.CustomLogInputComponent,AWS.EC2.Windows.CloudWatch",
        /// A performance counter.
        PerformanceCounter = "AWS.EC2.Windows.CloudWatch.PerformanceCounterComponent.PerformanceCounterInputComponent,AWS.EC2.Windows.CloudWatch",
        /// Metrics of CloudWatch.
        CloudWatchDestination = "AWS.EC2.Windows.CloudWatch.CloudWatch.CloudWatchOutputComponent,AWS.EC2.Windows.CloudWatch",
        /// CloudWatch Logs.
        CloudWatchLogsDestination = "AWS.EC2.Windows.CloudWatch.CloudWatchLogsOutput,AWS.EC2.Windows.CloudWatch",
    }
}

structure! {
    /// An event log of Windows as a source: which one, and which of its events.
    pub struct EventLog {
        required {
            /// The log's name: `Application`, `Security`, `System` or `Microsoft-Windows-WinINet/Analytic`.
            log_name: String = "LogName",
            /// The sum of what is sent: 1 for errors, 2 for warnings, 4 for information.
            levels: String = "Levels",
        }
    }
}

structure! {
    /// A log file as a source: where it is, and how its lines are read.
    pub struct CustomLog {
        required {
            /// The directory of the log.
            log_directory_path: String = "LogDirectoryPath",
            /// How timestamps are written.
            timestamp_format: String = "TimestampFormat",
            /// The file's encoding: `UTF-8`.
            encoding: String = "Encoding",
        }
        optional {
            /// The beginning of the names of log files; by default all files.
            filter: String = "Filter",
            /// The locale of timestamps; by default that of Windows.
            culture_name: String = "CultureName",
            /// `Local` or `UTC`, for timestamps without a time zone.
            time_zone_kind: String = "TimeZoneKind",
            /// How many lines of the file's header tell it from others.
            line_count: Setting<i64> = "LineCount",
        }
    }
}

structure! {
    /// A performance counter of Windows as a source: which one, and the metric that it becomes.
    pub struct PerformanceCounter {
        required {
            /// The counter's category in Performance Monitor.
            category_name: String = "CategoryName",
            /// The counter's name.
            counter_name: String = "CounterName",
            /// The counter's instance, one: no asterisk, but `_Total`.
            instance_name: String = "InstanceName",
            /// The metric in CloudWatch.
            metric_name: String = "MetricName",
            /// The metric's unit, such as `Megabytes`.
            unit: String = "Unit",
        }
        optional {
            /// The metric's dimension. It needs a value too.
            dimension_name: String = "DimensionName",
            /// The dimension's value.
            dimension_value: String = "DimensionValue",
        }
    }
}

structure! {
    /// Metrics of CloudWatch as a destination.
    pub struct CloudWatchDestination {
        required {
            /// The region.
            region: String = "Region",
            /// The metrics' namespace.
            namespace: String = "NameSpace",
        }
        optional {
            /// The access key id, where no role of the instance serves.
            access_key: String = "AccessKey",
            /// The secret access key.
            secret_key: Secret = "SecretKey",
        }
    }
}

structure! {
    /// CloudWatch Logs as a destination.
    pub struct CloudWatchLogsDestination {
        required {
            /// The region.
            region: String = "Region",
            /// The log group.
            log_group: String = "LogGroup",
            /// The log stream: a name, `{instance_id}`, `{hostname}` or `{ip_address}`.
            log_stream: String = "LogStream",
        }
        optional {
            /// The access key id, where no role of the instance serves.
            access_key: String = "AccessKey",
            /// The secret access key.
            secret_key: Secret = "SecretKey",
        }
    }
}

/// Text that `Debug` does not show.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// The text itself, for whoever needs it. It is not to be logged.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("(redacted)")
    }
}

impl Field for Secret {
    fn read(value: &Value, report: &mut Report) -> Option<Self> {
        String::read(value, report).map(Self)
    }

    fn write(&self) -> Value {
        self.0.as_str().into()
    }
}
