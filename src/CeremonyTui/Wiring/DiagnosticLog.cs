using Ceremony.Engine;
using NLog;
using NLog.Config;
using NLog.Layouts;
using NLog.Targets;

namespace CeremonyTui.Wiring;

/// <summary>
/// The diagnostic log in <c>DIR/diagnostic.log</c>: codes and durations for whoever looks after the program, and what drivers print. It is not part of the record, and
/// the program writes nothing secret into it.
/// </summary>
internal sealed class DiagnosticLog : IDisposable
{
    private readonly LogFactory _factory = new();
    private readonly Logger _logger;

    public DiagnosticLog(string folder)
    {
        var configuration = new LoggingConfiguration(_factory);
        configuration.AddRuleForAllLevels(new FileTarget("diagnostic")
        {
            // A folder may be called like one of the library's own expressions, such as ${machinename}.
            FileName = Layout.FromLiteral(Path.GetFullPath(Path.Combine(folder, RunPorts.LogFile))),
            Layout = "${date:universalTime=true:format=yyyy-MM-ddTHH\\:mm\\:ss.fffZ} ${level:lowercase=true} ${message}",
        });
        _factory.Configuration = configuration;
        _logger = _factory.GetLogger("ceremony");
    }

    public void Write(string line) => _logger.Info("{Line}", line);

    public void Dispose() => _factory.Dispose();
}
