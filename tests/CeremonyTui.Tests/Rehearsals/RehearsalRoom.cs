using CeremonyTui.Tests.Rehearsals;

[assembly: AssemblyFixture(typeof(RehearsalRoom))]

namespace CeremonyTui.Tests.Rehearsals;

/// <summary>Rehearsals that several tests look at, each held once, when it is first needed. Nobody changes them: tamper with a copy.</summary>
public sealed class RehearsalRoom : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<Rehearsal> _native;
    private readonly Lazy<Rehearsal> _managed;
    private readonly Lazy<Rehearsal> _singleKey;

    public RehearsalRoom()
    {
        _native = new(() => Rehearsal.Hold(Programs.Native, Programs.FirstHalfScript, Programs.FirstHalfAnswers, _folder["native"]));
        _managed = new(() => Rehearsal.Hold(Programs.Managed, Programs.FirstHalfScript, Programs.FirstHalfAnswers, _folder["managed"]));
        _singleKey = new(() => Rehearsal.Hold(Programs.Native, Programs.SingleKeyScript, Programs.SingleKeyAnswers, _folder["single-key"]));
    }

    /// <summary>The bootstrap, held by the program compiled ahead of time.</summary>
    internal Rehearsal Bootstrap => _native.Value;

    /// <summary>The bootstrap, held by the program that needs .NET.</summary>
    internal Rehearsal BootstrapManaged => _managed.Value;

    internal Rehearsal SingleKey => _singleKey.Value;

    /// <summary>The bootstrap as either program held it.</summary>
    internal Rehearsal BootstrapBy(string program) => program == "native" ? Bootstrap : BootstrapManaged;

    public void Dispose() => _folder.Dispose();
}
