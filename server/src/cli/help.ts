import { configName } from '../workspace/configFile.ts';
import { defaultSettings } from '../workspace/settings.ts';

export const megabyte = 1024 * 1024;

/** What `--help` prints. */
export const help = `wsk-lint: finds bugs in the use of Winsock Kernel (WSK) in Windows drivers

Usage: wsk-lint [options] [paths...]
       wsk-lint new [<sample> <name> [<folder>]]

Paths are files, or folders whose C and C++ files are checked (those that mention WSK). Without paths,
the current folder is checked; - reads standard input. No build, no compile database and no WDK is needed.

"new" makes a driver of a sample, with all names changed to <name>, in a new folder <name> of <folder>
(default: the current folder); alone, it lists the samples. To check a folder called new, write ./new.

What is reported:
      --rule <id>               only this rule; may be repeated
      --severity <id>=<level>   error, warning, info, hint or off; may be repeated
      --changed <commit>        only findings in what was changed since this commit (needs git)
      --exclude <pattern>       leave out files and folders, as a line of a .gitignore; may be repeated
      --max-file-size <mb>      skip larger files, in megabytes (default ${defaultSettings.maxFileSize / megabyte})
      --config <file>           read this configuration instead of the nearest ${configName} of each file
      --no-config               read no configuration
      --baseline <use|write>    use (default): accept what the baseline lists; write: list what is found now
      --baseline-file <file>    the baseline, instead of the one that the configuration names
      --stdin-filename <file>   the file whose text - reads

How it is reported:
  -f, --format <format>         text (default), json, sarif (2.1.0), github (annotations of GitHub Actions)
                                or msbuild (as compilers write it)
  -o, --output <file>           write the report to a file; it appears complete or not at all
      --max-warnings <n>        exit with 0 although there are warnings, as long as they are no more than n
      --threads <n>             analyse in at most n threads (default: one where there is little to do,
                                else one for each processor, eight at most)
      --stats                   tell what the run had to do, on standard error

Repairs:
      --fix                     apply the fixes that are always safe, and report what is left
      --fix-review              print the other fixes as a patch for a person to judge; writes no file

Instead of a check:
      --init                    write a commented ${configName} into the current folder
      --explain <id>            print the page of a rule
      --list-rules              print the rules
      --version                 print the version
  -h, --help                    print this text

An argument @file stands for the arguments in that file, one a line.

Exit codes:
  0  no errors, and no more warnings than --max-warnings allows (default 0); infos and hints never count
  1  errors, or more warnings than allowed
  2  could not run: wrong option, configuration or baseline that is not understood, path that does not exist,
     no file that could be read, driver that could not be made, internal error

Colours are used on a terminal; NO_COLOR=1 turns them off, FORCE_COLOR=1 turns them on.
`;
