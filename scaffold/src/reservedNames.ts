/** Names that a driver cannot have, all in lower case. */

/** Of C23 and C++23, and those that Microsoft's compiler adds without underscores. */
export const keywords: ReadonlySet<string> = listed(`
  alignas alignof and and_eq asm auto bitand bitor bool break case catch char char16_t char32_t char8_t
  class co_await co_return co_yield compl concept const const_cast consteval constexpr constinit continue
  decltype default delete do double dynamic_cast else enum explicit export extern false float for friend
  goto if inline int long mutable namespace new noexcept not not_eq nullptr operator or or_eq private
  protected public register reinterpret_cast requires restrict return short signed sizeof static
  static_assert static_cast struct switch template this thread_local throw true try typedef typeid typename
  typeof typeof_unqual union unsigned using virtual void volatile wchar_t while xor xor_eq`);

/** Names that the Win32 name space keeps for devices, with any extension. */
export const deviceNames: ReadonlySet<string> = listed(`
  aux com0 com1 com2 com3 com4 com5 com6 com7 com8 com9 con lpt0 lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8
  lpt9 nul prn`);

/** Drivers and services of Windows, as they are named in the registry or by their file. */
export const services: ReadonlySet<string> = listed(`
  1394ohci acpi acpidev acpiex acpipagr acpipmi acpitime adp80xx afd afunix ahcache amdk8 amdppm amdsata
  appid appidsvc appinfo appmgmt appreadiness appvclient appxsvc arcsas asyncmac atapi audioendpointbuilder
  audiosrv bam basicdisplay basicrender battc bcmfn2 bdesvc beep bfe bindflt bits bowser bridge
  brokerinfrastructure bthport bthserv bttflt buttonconverter cad cdfs cdrom certpropsvc cht4iscsi cimfs
  circlass classpnp cldflt clfs clipsvc cmbatt cng cnghwassist comsysapp condrv coremessagingregistrar
  crashdmp cryptsvc csc cscservice dam dcomlaunch defragsvc deviceassociationservice deviceinstall dfsc dhcp
  disk diskdump dmvsc dnscache dosvc dot3svc dps drmkaud dsmsvc dumpfve dxgkrnl dxgmms1 dxgmms2 eaphost efs
  ehstorclass errdev eventlog eventsystem exfat fastfat fax fdc fdphost fdrespub filecrypt fileinfo
  filetrace flpydisk fltmgr fontcache fsdepends fvevol fwpkclnt fxppm gencounter gpc gpiocx gpsvc
  gpuenergydrv hal hdaudbus hdaudio hidbatt hidbth hidclass hidi2c hidir hidparse hidserv hidusb hnswpwfp
  hpsamd http hvhost hvservice hvsocket hwpolicy hyperkbd i8042prt iastorav iastorv ibbus ikeext indirectkmd
  intelide intelpep intelppm iorate ipfilterdriver iphlpsvc ipmidrv ipnat ipsec ipsecsvc irda isapnp iscsi
  iscsiprt kbdclass kbdhid kdcom kdnic keyiso ks ksecdd ksecpkg ksthunk ktmrm lanmanserver lanmanworkstation
  lltdio lltdsvc lmhosts lsm luafv mausbhost mbbcx megasas mlx4_bus mmcss modem monitor mouclass mouhid
  mountmgr mpsdrv mpssvc mqac mrxdav mrxsmb mrxsmb10 mrxsmb20 msadsdc msdtc msfs mshidkmdf mshidumdf msiscsi
  msiserver mskssrv mslldp mspclock mspqm msquic msrpc mssecflt mssmbios mstee mtconfig mup mvumis
  nativewifip ncbservice ndfltr ndis ndiscap ndisimplatform ndistapi ndisuio ndisvirtualbus ndiswan
  ndproxy ndu netadaptercx netbios netbt netio netlogon netman netprofm netsetupsvc netvsc nlasvc
  npfs npsvctrig nsi nsiproxy ntfs ntosext ntoskrnl null nvme nvraid nvstor nwifi p9rdr pacer packet parport
  partmgr pcasvc pci pciide pciidex pcmcia pcw pdc peauth percsas2i pktmon plugplay pmem pnpmem policyagent
  portcls power pptpminiport processor profile profsvc psched qwave ramdisk rasacd rasagilevpn rasauto
  rasl2tp rasman raspppoe rassstp rdbss rdpbus rdpdr rdpvideominiport rdyboost refs remoteaccess
  remoteregistry rfcomm rhproxy rmcast rndismp rpceptmapper rpclocator rpcss rspndr samss sbp2port scardsvr
  scfilter schedule sdbus sdstor secdrv seclogon sens sensrsvc serenum serial sermouse sessionenv sfloppy
  sgrmagent sharedaccess shellhwdetection sisraid2 sisraid4 smbdirect smphost snmptrap spaceport spooler
  sppsvc srv srv2 srvnet ssdpsrv sstpsvc stexstor storahci storflt stornvme storport storqosflt storsvc
  storvsc stream stream_surrogate svsvc swenum swprv synth3dvsc sysmain systemeventsbroker tape tapisrv tbs
  tcpip tcpip6 tcpipreg tdi tdx termdd terminpt termservice themes tiledatamodelsvc timebrokersvc tm tpm
  trkwks trustedinstaller tsusbflt tsusbgd tsusbhub tunnel tzautoupdate uaspstor ucx01000 udfs uefi ufx01000
  umbus umpass umrdpservice upnphost urscx01000 usb usbccgp usbcir usbd usbehci usbhub usbhub3 usbohci
  usbport usbprint usbser usbstor usbuhci usbvideo usbxhci vaultsvc vdrvroot vds verifierext vhdmp vhf vid
  videoprt vmbus vmbusr vmgid vmicheartbeat vmswitch volmgr volmgrx volsnap volume vpci vsmraid vss vwifibus
  vwififlt vwifimp w32time w3svc wacompen wanarp wanarpv6 wcifs wcnfs wdboot wdf01000 wdfilter wdfldr
  wdiwifi wdnisdrv wecsvc werkernel wersvc wfplwfs wificx wimmount win32k win32kbase win32kfull windefend
  windowstrustedrt winhttpautoproxysvc winmad winmgmt winnat winquic winrm winsock winusb winverbs wisvc
  wlansvc wmiacpi wmilib wof workfolderssvc wpdupfltr wpnservice ws2ifsl wscsvc wsearch wtsapi wuauserv
  wudfpf wudfrd wudfsvc`);

/** Prefixes of routines and types that a driver calls; those of one or two letters are too short for a name anyway. */
export const routinePrefixes: ReadonlySet<string> = listed(`
  dbg etw evt flt fsrtl fwp fwpm fwps hal interlocked ldr lsa ndis nmr nsi probe rtl sec tdi wdf wdm wmi wpp
  wsa wsk`);

/** Types, macros, entry points and variables that every driver has to do with. */
export const kernelNames: ReadonlySet<string> = listed(`
  boolean byte containing_record device_object dispatch_level dllmain driver driver_entry driver_object
  driver_tag driver_unload dword file_object guid handle io_status_block irp irql kevent kirql kspin_lock
  kthread large_integer list_entry main mdl nt_success ntstatus null object_attributes passive_level
  pool_tag pvoid size_t sockaddr socket status uchar uint ulong ulong_ptr ulonglong unicode_string ushort
  wchar winmain wsk_socket`);

/** Targets that CMake's generators make themselves. */
export const buildTargets: ReadonlySet<string> = listed(`
  all all_build clean depend edit_cache help install package package_source rebuild_cache run_tests test
  zero_check`);

function listed(names: string): ReadonlySet<string> {
  return new Set(names.trim().split(/\s+/));
}
