using CeremonyTui.Tests.Rehearsals;

[assembly: AssemblyFixture(typeof(RehearsalRoom))]

namespace CeremonyTui.Tests.Rehearsals;

/// <summary>Rehearsals that several tests look at, each held once, when it is first needed. Nobody changes them: tamper with a copy.</summary>
public sealed class RehearsalRoom : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Once<Rehearsal> _native;
    private readonly Once<Rehearsal> _managed;
    private readonly Once<Rehearsal> _singleKey;
    private readonly Once<Rehearsal> _troubles;

    public RehearsalRoom()
    {
        _native = new(tries => Rehearsal.Hold(Programs.Native, Programs.FirstHalfScript, Programs.FirstHalfAnswers, _folder[$"native-{tries}"]));
        _managed = new(tries => Rehearsal.Hold(Programs.Managed, Programs.FirstHalfScript, Programs.FirstHalfAnswers, _folder[$"managed-{tries}"]));
        _singleKey = new(tries => Rehearsal.Hold(Programs.Native, Programs.SingleKeyScript, Programs.SingleKeyAnswers, _folder[$"single-key-{tries}"]));
        _troubles = new(tries => Rehearsal.Hold(Programs.Native, Programs.SingleKeyScript, Programs.InRepository("ceremony-scripts/single-key/rehearsals/troubles.yaml"), _folder[$"troubles-{tries}"]));
    }

    /// <summary>The bootstrap, held by the program compiled ahead of time.</summary>
    internal Rehearsal Bootstrap => _native.Value;

    /// <summary>The bootstrap, held by the program that needs .NET.</summary>
    internal Rehearsal BootstrapManaged => _managed.Value;

    internal Rehearsal SingleKey => _singleKey.Value;

    /// <summary>The making of one key in which much goes wrong.</summary>
    internal Rehearsal Troubles => _troubles.Value;

    /// <summary>The bootstrap as either program held it.</summary>
    internal Rehearsal BootstrapBy(string program) => program == "native" ? Bootstrap : BootstrapManaged;

    public void Dispose() => _folder.Dispose();
}
