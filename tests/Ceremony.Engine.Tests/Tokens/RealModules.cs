using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Ceremony.Core.Secrets;
using Ceremony.Machine.Pkcs11;
using Ceremony.TestKit;

namespace Ceremony.Engine.Tests.Tokens;

/// <summary>A module of Debian's with a fresh token behind it, for as long as it is held.</summary>
internal abstract class RealModule : IDisposable
{
    protected const string Label = "Conformance";
    private const string OfficerPin = "87654321";
    private readonly List<Process> _servers = [];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["softhsm", "p11-kit", "opencryptoki", "tpm2-pkcs11", "nss"];

    /// <summary>Its token.</summary>
    public StoryToken Token => new(Module, TokenLabel, SoftHsm.Pin) { Setup = Setup };

    /// <summary>The module's file.</summary>
    protected abstract string Module { get; }

    protected virtual string TokenLabel => Label;

    // What a script gives it beside its file.
    protected virtual string? Setup => null;

    /// <summary>Where it keeps what it needs.</summary>
    protected TemporaryFolder Folder { get; } = new();

    /// <summary>Starts it.</summary>
    public static RealModule Start(string name) => Start(name, isBlank: false);

    /// <summary>Starts it and leaves its token blank, which then has a label that none has yet.</summary>
    public static RealModule StartBlank(string name) => Start(name, isBlank: true);

    private static RealModule Start(string name, bool isBlank) => name switch
    {
        "softhsm" => new OfSoftHsm(isBlank),
        "p11-kit" => new OfP11Kit(isBlank),
        "opencryptoki" => new OfOpenCryptoki(isBlank),
        "nss" => new OfNss(),
        _ => new OfTpm(isBlank),
    };

    /// <summary>Whether a blank token is there; one that belongs to the machine is blank only once.</summary>
    public bool HasBlank
    {
        get
        {
            using var tokens = new Pkcs11Tokens();
            return tokens.EmptySlots(Module).Any(slot => slot.HasBlankToken);
        }
    }

    public void Dispose()
    {
        Stop();
        Folder.Dispose();
    }

    /// <summary>Kills what serves the token, and starts it again.</summary>
    public virtual void Restart() => throw new NotSupportedException("nothing serves this token but its module");

    protected void Initialise(TokenToInitialise which)
    {
        using Secret officer = Secret.FromText(OfficerPin);
        using Secret user = Secret.FromText(SoftHsm.Pin);
        new TokenInitialisation(Module).Initialise(which, TokenLabel, officer, user);
    }

    protected Process Serve(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        Process server = Process.Start(start)!;
        _servers.Add(server);
        return server;
    }

    protected void Stop()
    {
        foreach (Process server in _servers)
        {
            server.Kill(entireProcessTree: true);
            server.WaitForExit();
            server.Dispose();
        }

        _servers.Clear();
    }

    protected static void Await(Func<bool> isThere)
    {
        var patience = new Patience();
        while (!isThere())
        {
            Assert.True(patience.Has("a server of a token begins"), "the server of a token did not begin");
            Thread.Sleep(50);
        }
    }

    protected static string Installed(params string[] places) => places.FirstOrDefault(File.Exists) ?? throw new InvalidOperationException($"{places[0]} is needed by these tests and is not installed: run .ci/install tokens.");

    /// <summary>A free port whose next one is free as well.</summary>
    protected static int FreePorts()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            int port = ((IPEndPoint)listener.LocalEndpoint).Port;
            try
            {
                using var next = new TcpListener(IPAddress.Loopback, port + 1);
                next.Start();
                return port;
            }
            catch (SocketException)
            {
                continue;
            }
        }
    }

    // SoftHSM2 itself.
    private sealed class OfSoftHsm(bool isBlank) : RealModule
    {
        protected override string Module => SoftHsm.Module;

        protected override string TokenLabel { get; } = isBlank ? SoftHsm.NewLabel() : SoftHsm.NewToken();
    }

    // p11-kit's remoting: the module talks to a server in another process, as that of a network HSM does.
    private sealed class OfP11Kit : RealModule
    {
        private readonly string _socket;

        private readonly string _shown;

        public OfP11Kit(bool isBlank)
        {
            _socket = Folder["p11"];
            TokenLabel = isBlank ? SoftHsm.NewLabel() : SoftHsm.NewToken();
            _shown = isBlank ? "pkcs11:" : $"pkcs11:token={TokenLabel}";
            Native.SetEnvironment("P11_KIT_SERVER_ADDRESS", $"unix:path={_socket}");
            Begin();
        }

        protected override string TokenLabel { get; }

        protected override string Module { get; } = Installed("/usr/lib/x86_64-linux-gnu/pkcs11/p11-kit-client.so", "/usr/lib/aarch64-linux-gnu/pkcs11/p11-kit-client.so");

        public override void Restart()
        {
            Stop();
            File.Delete(_socket);
            Begin();
        }

        private void Begin()
        {
            Serve("p11-kit", ["server", "-f", "-n", _socket, "--provider", SoftHsm.Module, _shown], new Dictionary<string, string> { ["SOFTHSM2_CONF"] = SoftHsm.Configuration });
            Await(() => File.Exists(_socket));
        }
    }

    // opencryptoki's soft token, whose daemon keeps the slots.
    private sealed class OfOpenCryptoki : RealModule
    {
        public OfOpenCryptoki(bool isBlank)
        {
            Tool.Run("sh", "-c", "systemd-tmpfiles --create /usr/lib/tmpfiles.d/opencryptoki.conf 2>/dev/null; for d in /run/lock/opencryptoki /run/lock/opencryptoki/swtok /run/opencryptoki; do mkdir -p $d && chgrp pkcs11 $d && chmod 770 $d; done; pgrep -x pkcsslotd || pkcsslotd");
            Await(() => Tool.Run("pgrep", "-x", "pkcsslotd").ExitCode == 0);
            if (!isBlank)
            {
                Initialise(TokenToInitialise.Blank with { Says = "soft token", Fits = (slot, _) => slot.Contains("Soft", StringComparison.OrdinalIgnoreCase) || slot.Contains("SW", StringComparison.Ordinal) || slot.Contains("Linux", StringComparison.Ordinal), TakesAny = true });
            }
        }

        protected override string Module { get; } = Installed("/usr/lib/x86_64-linux-gnu/pkcs11/libopencryptoki.so", "/usr/lib/aarch64-linux-gnu/pkcs11/libopencryptoki.so");
    }

    // NSS' softoken, which is begun with parameters: they say where its database is, which certutil made.
    private sealed class OfNss : RealModule
    {
        public OfNss()
        {
            Directory.CreateDirectory(Folder["nss"]);
            File.WriteAllText(Folder["pin"], SoftHsm.Pin);
            Tool.Demand("certutil", "-N", "-d", $"sql:{Folder["nss"]}", "-f", Folder["pin"]);
        }

        protected override string TokenLabel => "NSS Certificate DB";

        protected override string? Setup => $"parameters: \"configdir='sql:{Folder["nss"]}' certPrefix='' keyPrefix='' secmod='secmod.db' flags=\"";

        protected override string Module { get; } = Installed("/usr/lib/x86_64-linux-gnu/libsoftokn3.so", "/usr/lib/aarch64-linux-gnu/libsoftokn3.so");
    }

    // A TPM 2.0 in software.
    private sealed class OfTpm : RealModule
    {
        public OfTpm(bool isBlank)
        {
            // Its control channel is the next port, by which the TPM's library finds it.
            int port = FreePorts();
            Directory.CreateDirectory(Folder["state"]);
            Directory.CreateDirectory(Folder["store"]);
            Serve("swtpm", ["socket", "--tpm2", "--tpmstate", $"dir={Folder["state"]}", "--ctrl", $"type=tcp,port={port + 1}", "--server", $"type=tcp,port={port}", "--flags", "not-need-init,startup-clear"]);
            Await(() => Listens(port));

            // A resource manager, as every machine with a TPM has one: the TPM itself has room for three objects.
            Process bus = Serve("dbus-daemon", ["--session", "--nofork", "--print-address=1", $"--address=unix:path={Folder["bus"]}"]);
            string address = bus.StandardOutput.ReadLine()!;
            var onBus = new Dictionary<string, string> { ["DBUS_SESSION_BUS_ADDRESS"] = address };
            Process broker = Serve("tpm2-abrmd", ["--session", "--allow-root", $"--tcti=swtpm:host=127.0.0.1,port={port}"], onBus);
            Native.SetEnvironment("DBUS_SESSION_BUS_ADDRESS", address);
            Await(() => HasBroker(onBus, broker));
            Native.SetEnvironment("TPM2_PKCS11_STORE", Folder["store"]);
            Native.SetEnvironment("TPM2_PKCS11_TCTI", "tabrmd:bus_type=session");
            if (!isBlank)
            {
                Initialise(TokenToInitialise.AnyBlank);
            }
        }

        protected override string Module { get; } = Installed("/usr/lib/x86_64-linux-gnu/pkcs11/libtpm2_pkcs11.so", "/usr/lib/aarch64-linux-gnu/pkcs11/libtpm2_pkcs11.so");

        private static bool HasBroker(IReadOnlyDictionary<string, string> environment, Process broker)
        {
            Assert.False(broker.HasExited, broker.HasExited ? broker.StandardError.ReadToEnd() : "");
            var ask = new ProcessStartInfo("dbus-send", ["--session", "--print-reply", "--dest=org.freedesktop.DBus", "/", "org.freedesktop.DBus.NameHasOwner", "string:com.intel.tss2.Tabrmd"]) { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach ((string name, string value) in environment)
            {
                ask.Environment[name] = value;
            }

            using Process asked = Process.Start(ask)!;
            string told = asked.StandardOutput.ReadToEnd();
            asked.WaitForExit();
            return told.Contains("true", StringComparison.Ordinal);
        }

        // Whoever connects once takes its only connection for a moment.
        private static bool Listens(int port) => File.ReadAllText("/proc/net/tcp").Contains($":{port:X4} 00000000:0000 0A", StringComparison.Ordinal);
    }
}
