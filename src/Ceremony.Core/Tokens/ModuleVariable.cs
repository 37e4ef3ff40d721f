namespace Ceremony.Core.Tokens;

/// <summary>Which variables of the environment a script may set for a PKCS#11 module: none that has another code loaded or run, nor one that this program sets or reads itself.</summary>
public static class ModuleVariable
{
    /// <summary>Names of variables (POSIX.1-2017, XBD 8.1), in small letters too.</summary>
    public const string NamePattern = "[A-Za-z_][A-Za-z0-9_]{0,63}";

    /// <summary>The longest value, in UTF-16 code units.</summary>
    public const int LongestValue = 1024;

    /// <summary>The most variables of one module.</summary>
    public const int Most = 32;

    // The dynamic linker (ld.so(8)), .NET's runtime and its diagnostics, and what interpreters read before they run anything.
    private static readonly string[] Beginnings = ["LD_", "DOTNET_", "COMPlus_", "CORECLR_", "BASH_", "PYTHON", "PERL5"];

    // glibc's own (gconv and iconv load code; tunables change the allocator), OpenSSL's, which loads engines and providers that they name, what shells read, and where p11-kit looks for a user's own modules. Those of ChildEnvironment this program sets itself.
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "PATH", "HOME", "LANG", "TZ", "ENV", "IFS", "SHELLOPTS", "GCONV_PATH", "GLIBC_TUNABLES", "LOCPATH", "NLSPATH", "OPENSSL_CONF", "OPENSSL_CONF_INCLUDE", "OPENSSL_ENGINES", "OPENSSL_MODULES", "TERM", "TERMINFO",
        "XDG_CONFIG_HOME", "JAVA_TOOL_OPTIONS", "CLASSPATH",
    };

    /// <summary>Whether it must not be set.</summary>
    public static bool IsForbidden(string name) => Names.Contains(name) || Beginnings.Any(each => name.StartsWith(each, StringComparison.OrdinalIgnoreCase));
}
